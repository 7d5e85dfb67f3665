namespace EksConnector.Core.Impersonation;

/// <summary>The number of principals of one cluster that are processed concurrently.</summary>
internal static class ClusterParallelism
{
    // Each principal uses two or three sockets, and an environment with a limit of 1,000 sockets must be able to serve a fleet.
    private const int SingleCluster = 8;
    private const int InFleet = 2;

    public static int For(int clusters) => clusters == 1 ? SingleCluster : InFleet;
}
