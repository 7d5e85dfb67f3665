namespace EksConnector.Core.Impersonation;

/// <summary>How many principals of one cluster are worked on at the same time.</summary>
internal static class ClusterParallelism
{
    // A sandbox has a thousand sockets for a whole fleet, and each principal takes two or three at a time.
    private const int Alone = 8;
    private const int InFleet = 2;

    public static int For(int clusters) => clusters == 1 ? Alone : InFleet;
}
