namespace EksConnector.Completion;

/// <summary>The time limit of completion for one kind of source. The first completion has more time, because libraries are loaded and compiled.</summary>
internal sealed class TabLimit
{
    /// <summary>The maximum time limit, and the timeout of the requests, so that the next completion can use the connection of the first.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // A longer delay would feel unresponsive.
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(300);

    private int _used;

    /// <summary>The limit for API servers.</summary>
    public static TabLimit ApiServer { get; } = new();

    /// <summary>The limit for finding AWS credentials.</summary>
    public static TabLimit AwsCredentials { get; } = new();

    /// <summary>The limit for the EKS API.</summary>
    public static TabLimit Eks { get; } = new();

    /// <summary>The limit for kubeconfig files.</summary>
    public static TabLimit KubeConfig { get; } = new();

    /// <summary>The limit for the AWS configuration files.</summary>
    public static TabLimit AwsProfiles { get; } = new();

    /// <summary>Returns the limit for the current completion: <see cref="Longest"/> the first time, then 300 ms.</summary>
    public TimeSpan Next() => Interlocked.Exchange(ref _used, 1) == 0 ? Longest : s_usual;
}
