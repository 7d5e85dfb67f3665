using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Reads what the containers of the EKS Connector log, as objects.</summary>
/// <remarks>
/// <para>Emits one object for each entry that the containers connector-init, connector-agent and connector-proxy of
/// all the connector's pods have logged, pod by pod and container by container, the oldest entry first. Lines that
/// belong together, such as an AWS error or the stacks after a fatal error, are one entry. Secrets are masked.</para>
/// <para>connector-agent is read from its log files in the container, including those that were rolled over, and from its
/// standard output. Its two processes can write to different files, so the entries of all files and of standard output
/// are merged by time, and each is given once. Where the files cannot be read, standard output alone is read, and a
/// warning says why. A log of any size passes in constant memory.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorLog", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorLog.md")]
[OutputType(typeof(LogEntry), typeof(string), typeof(FileInfo))]
public sealed class GetEksConnectorLogCommand : ClusterCmdlet
{
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(2);

    private readonly List<PodChoice> _pods = [];

    // Boxed: to lay out a field of the enum's type, .NET would look for it in Core when the module's types are read, which is
    // before the module can say clearly that another version of Core is loaded.
    private object? _level;

    /// <summary>The pods whose logs are read, by name or wildcard pattern.</summary>
    /// <value>All pods of the connector</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PodCompleter))]
    public string[]? Pod { get; set; }

    /// <summary>
    /// The containers whose logs are read, by name or wildcard pattern. <c>init</c>, <c>agent</c> and <c>proxy</c> mean
    /// <c>connector-init</c>, <c>connector-agent</c> and <c>connector-proxy</c>.
    /// </summary>
    /// <value>All containers, init containers first</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>
    /// Reads the run of each container before the present one, which is where a crash loop's errors are once the container
    /// runs again.
    /// </summary>
    [Parameter]
    public SwitchParameter Previous { get; set; }

    /// <summary>
    /// The number of entries from the end of each container's log, 0 or more. With <see cref="Level"/>, <see cref="Pattern"/> or
    /// <see cref="Since"/>, only matching entries are counted: the last 256 MB of a log are searched for them, and a warning says
    /// when that was not enough. With <see cref="Raw"/> alone, and with <see cref="DestinationPath"/>, lines are counted.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 10_000_000)]
    public int? Tail { get; set; }

    /// <summary>Only what was logged within this time until now: a TimeSpan or a duration such as <c>15m</c>, <c>2h</c> or <c>3d</c>.</summary>
    [Parameter]
    [DurationTransformation("1s", "3650d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? Since { get; set; }

    /// <summary>Only what was logged then or later. A time without a zone is local time, as everywhere in PowerShell.</summary>
    [Parameter]
    public DateTime? SinceTime { get; set; }

    /// <summary>Only entries of this level or a graver one.</summary>
    [Parameter]
    public LogLevel? Level
    {
        get => (LogLevel?)_level;
        set => _level = value;
    }

    /// <summary>
    /// Only entries whose text this regular expression matches anywhere, letters of either case alike (<c>(?-i)</c> before it makes
    /// them differ).
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Pattern { get; set; }

    /// <summary>
    /// Puts the entries of all containers, pods and clusters into one order of time. Entries without a time stay behind the
    /// entry before.
    /// </summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>How many bytes of each container's log are read at most, 1 or more, from the oldest that is asked for on.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? LimitBytes { get; set; }

    /// <summary>
    /// Goes on with what is logged from now on, until Ctrl+C or for <see cref="Duration"/>: over restarts, new pods, rolled log files
    /// and connections that break. What cannot be read any more is told by a warning with its time.
    /// </summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>
    /// How long <see cref="Follow"/> goes on: a TimeSpan or a duration such as <c>90s</c> or <c>10m</c>, from one second to 30 days.
    /// Without <see cref="Follow"/> it says nothing.
    /// </summary>
    /// <value>Until Ctrl+C</value>
    [Parameter]
    [DurationTransformation("1s", "30d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? Duration { get; set; }

    /// <summary>
    /// Emits the lines as strings instead of objects: what kubectl logs and kubectl exec would print, with secrets masked. Where there
    /// are several Pods or containers, each line starts with its source, <c>pod container | line</c>, and with several clusters with
    /// the context before that.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Leaves out the source that <see cref="Raw"/> puts before each line. It has no effect without <see cref="Raw"/>.</summary>
    [Parameter]
    public SwitchParameter NoPrefix { get; set; }

    /// <summary>
    /// Saves the log of each container into a file of its own in this folder, byte for byte but for masked secrets, and emits the
    /// files. The folder is made where it is not there, and a file of the same name is written anew.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationPath { get; set; }

    /// <summary>How many clusters are read at the same time, 1 to 256. With <see cref="Follow"/> and <see cref="Merge"/> all of them are.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        foreach (string pod in Pod ?? [])
        {
            _pods.AddRange((Context ?? [null!]).Select(context => new PodChoice(context, Namespace, pod)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count > 0)
        {
            Run(token => new GetLogOperation(RunspaceServices.Current.Kubernetes).RunAsync(Request(), token));
        }
    }

    private LogRequest Request() => new()
    {
        Source = Source(),
        Targets = Targets,
        ThrottleLimit = ThrottleLimit,
        Verbose = WantsVerbose,
        Pods = _pods,
        Containers = [.. (Container ?? []).Select(ConnectorNames.ContainerOf)],
        Previous = Previous,
        Tail = Tail,
        Since = Since,
        SinceTime = SinceTime?.ToUniversalTime(),
        Level = Level,
        Pattern = Pattern is null ? null : LogRequest.ToPattern(Pattern, s_patternTimeout),
        Merge = Merge,
        LimitBytes = LimitBytes,
        Follow = Follow,
        Duration = Duration,
        Raw = Raw,
        NoPrefix = NoPrefix,
        DestinationPath = DestinationPath is null ? null : GetUnresolvedProviderPathFromPSPath(DestinationPath),
    };
}
