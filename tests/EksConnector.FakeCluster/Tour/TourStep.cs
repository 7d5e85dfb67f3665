using EksConnector.Core.Kubernetes;

namespace EksConnector.FakeCluster.Tour;

/// <summary>One thing that the tour shows.</summary>
/// <param name="Title">What there is to see.</param>
/// <param name="Command">The command line for PowerShell, where KUBECONFIG names the cluster.</param>
/// <param name="RunInCore">The same without PowerShell: runs the operation of Core, prints, and says whether nothing failed; null to leave it out.</param>
/// <param name="ShowsFailure">Whether a failure is what there is to see; the fake's context <c>offline</c> is there for it, so a real cluster skips the step.</param>
/// <param name="Writes">Whether it changes the cluster; a real one is left as it is, so the step is for the fake alone.</param>
internal sealed record TourStep(
    string Title,
    string Command,
    Func<IKubernetesGateway, ConnectionSource, CancellationToken, Task<bool>>? RunInCore = null,
    bool ShowsFailure = false,
    bool Writes = false);
