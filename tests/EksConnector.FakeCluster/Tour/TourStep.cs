namespace EksConnector.FakeCluster.Tour;

/// <summary>One thing that the tour shows.</summary>
/// <param name="Title">What there is to see.</param>
/// <param name="Command">The command line, where KUBECONFIG names the cluster.</param>
/// <param name="ShowsFailure">Whether a failure is what there is to see; the fake's context <c>offline</c> is there for it, so a real cluster skips the step.</param>
/// <param name="Writes">Whether it changes the cluster; a real one is left as it is, so the step is for the fake alone.</param>
internal sealed record TourStep(string Title, string Command, bool ShowsFailure = false, bool Writes = false);
