namespace EksConnector.Completion;

/// <summary>The time limit of completion for one kind of source. The first completion has more time, because libraries are loaded and compiled.</summary>
internal sealed class CompletionTimeout
{
    /// <summary>The maximum time limit, and the timeout of the requests, so that the next completion can use the connection of the first.</summary>
    public static readonly TimeSpan Maximum = TimeSpan.FromSeconds(1);

    // A longer delay would feel unresponsive.
    private static readonly TimeSpan s_default = TimeSpan.FromMilliseconds(300);

    private int _used;

    /// <summary>The limit for API servers.</summary>
    public static CompletionTimeout ApiServer { get; } = new();

    /// <summary>The limit for finding AWS credentials.</summary>
    public static CompletionTimeout AwsCredentials { get; } = new();

    /// <summary>The limit for the EKS API.</summary>
    public static CompletionTimeout Eks { get; } = new();

    /// <summary>The limit for kubeconfig files.</summary>
    public static CompletionTimeout KubeConfig { get; } = new();

    /// <summary>The limit for the AWS configuration files.</summary>
    public static CompletionTimeout AwsProfiles { get; } = new();

    /// <summary>Returns the limit for the current completion: <see cref="Maximum"/> the first time, then 300 ms.</summary>
    public TimeSpan Next() => Interlocked.Exchange(ref _used, 1) == 0 ? Maximum : s_default;
}
