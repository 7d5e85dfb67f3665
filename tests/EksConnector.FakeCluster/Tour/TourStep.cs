namespace EksConnector.FakeCluster.Tour;

/// <summary>A step of the tour.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Command">The command line, with the cluster in KUBECONFIG.</param>
/// <param name="ShowsFailure">Whether the step shows an error. It needs the context <c>offline</c> of the fake, so it is skipped on a real cluster.</param>
/// <param name="Writes">Whether the step changes the cluster, so that it is skipped on a real one.</param>
internal sealed record TourStep(string Title, string Command, bool ShowsFailure = false, bool Writes = false);
