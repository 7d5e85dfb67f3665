namespace EksConnector.Completion;

/// <summary>How long a Tab waits for one kind of source: longer the first time, when libraries are loaded and compiled for it.</summary>
internal sealed class TabLimit
{
    /// <summary>The longest that any Tab waits, and the limit of the requests that it sends: the second Tab can use the first one's connection.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // Longer than this a Tab feels stuck.
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(300);

    private int _used;

    /// <summary>What API servers are given.</summary>
    public static TabLimit ApiServer { get; } = new();

    /// <summary>What finding credentials for AWS is given.</summary>
    public static TabLimit AwsCredentials { get; } = new();

    /// <summary>What the EKS API is given.</summary>
    public static TabLimit Eks { get; } = new();

    /// <summary>What kubeconfig files are given, apart from the API servers in them.</summary>
    public static TabLimit KubeConfig { get; } = new();

    /// <summary>What the configuration files of AWS are given.</summary>
    public static TabLimit AwsProfiles { get; } = new();

    /// <summary>Gives the limit of the Tab that is pressed now: <see cref="Longest"/> once, then 300 ms.</summary>
    public TimeSpan Next() => Interlocked.Exchange(ref _used, 1) == 0 ? Longest : s_usual;
}
