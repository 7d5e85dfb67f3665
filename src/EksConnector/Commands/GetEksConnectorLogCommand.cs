using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Reads the logs of the EKS Connector's containers.</summary>
/// <remarks>
/// <para>Returns one object for each log entry of the containers connector-init, connector-agent and connector-proxy in all
/// Pods of the connector. The entries are grouped by Pod and container, oldest first. Lines that belong together, such as an
/// AWS error or the stack trace of a fatal error, form one entry. Secrets are redacted.</para>
/// <para>For connector-agent, the cmdlet reads the log files in the container, including rotated files, and its standard output.
/// The two processes of the agent can write to different files, so the entries of all files and of the standard output are merged
/// by time, and each entry is returned once. If the log files cannot be read, the cmdlet reads the standard output only and
/// writes a warning with the reason. Memory use does not depend on the size of the log.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorLog", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorLog.md")]
[OutputType(typeof(LogEntry), typeof(string), typeof(FileInfo))]
public sealed class GetEksConnectorLogCommand : ClusterCmdlet
{
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(2);

    private readonly List<PodChoice> _pods = [];

    // Boxed, because a field of the enum type would make .NET load Core when the types of the module are loaded, before the module can
    // report that another version of Core is loaded.
    private object? _level;

    /// <summary>The names of the Pods whose logs are read. Wildcards are permitted.</summary>
    /// <value>All Pods of the connector</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PodCompleter))]
    public string[]? Pod { get; set; }

    /// <summary>
    /// The names of the containers whose logs are read. Wildcards are permitted. <c>init</c>, <c>agent</c> and <c>proxy</c> are
    /// short for <c>connector-init</c>, <c>connector-agent</c> and <c>connector-proxy</c>.
    /// </summary>
    /// <value>All containers, init containers first</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>
    /// Reads the log of the previous instance of each container. Use it to find the error of a container that has crashed and
    /// restarted.
    /// </summary>
    [Parameter]
    public SwitchParameter Previous { get; set; }

    /// <summary>
    /// The number of most recent entries to read from each container, 0 or more. With <see cref="Level"/>, <see cref="Pattern"/>
    /// or <see cref="Since"/>, the cmdlet counts only matching entries: it searches the last 256 MB of a log for them, and writes
    /// a warning if that is not enough. With <see cref="Raw"/> and no other filter, and with <see cref="DestinationPath"/>, the
    /// number counts lines.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 10_000_000)]
    public int? Tail { get; set; }

    /// <summary>
    /// The maximum age of the entries to return. Specify a TimeSpan or a duration such as <c>15m</c>, <c>2h</c> or <c>3d</c>,
    /// from 1 second to 3650 days.
    /// </summary>
    [Parameter]
    [DurationTransformation("1s", "3650d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? Since { get; set; }

    /// <summary>The time of the oldest entries to return. A time without a time zone is local time.</summary>
    [Parameter]
    public DateTime? SinceTime { get; set; }

    /// <summary>The minimum level of the entries to return.</summary>
    [Parameter]
    public LogLevel? Level
    {
        get => (LogLevel?)_level;
        set => _level = value;
    }

    /// <summary>
    /// The regular expression that the text of an entry must match. Matching is not case-sensitive; to make it case-sensitive,
    /// begin the expression with <c>(?-i)</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public string? Pattern { get; set; }

    /// <summary>
    /// Sorts the entries of all containers, Pods and clusters by time. An entry without a time follows the entry that precedes
    /// it in the log.
    /// </summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>
    /// The maximum number of bytes to read from the log of each container, 1 or more, starting with the oldest selected entry.
    /// </summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? LimitBytes { get; set; }

    /// <summary>
    /// Continues to return new entries until you press Ctrl+C or <see cref="Duration"/> elapses. The cmdlet continues when
    /// containers restart, Pods are replaced, log files are rotated or connections are interrupted. A warning reports the time
    /// span of log lines that are no longer available.
    /// </summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>
    /// The maximum time that <see cref="Follow"/> continues. Specify a TimeSpan or a duration such as <c>90s</c> or <c>10m</c>,
    /// from 1 second to 30 days. Without <see cref="Follow"/>, this parameter has no effect.
    /// </summary>
    /// <value>Until you press Ctrl+C</value>
    [Parameter]
    [DurationTransformation("1s", "30d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? Duration { get; set; }

    /// <summary>
    /// Returns the lines as strings instead of objects, as <c>kubectl logs</c> and <c>kubectl exec</c> print them, with secrets
    /// redacted. If there are several Pods or containers, each line starts with its source, <c>pod container | line</c>, and with
    /// several clusters, the context comes first. <see cref="NoPrefix"/> omits the source.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Omits the source at the start of each line. Without <see cref="Raw"/>, this parameter has no effect.</summary>
    [Parameter]
    public SwitchParameter NoPrefix { get; set; }

    /// <summary>
    /// The path of the folder in which to save the logs. The cmdlet writes one file for each container, byte for byte except
    /// for redacted secrets, and returns the files. It creates the folder if it does not exist and overwrites files with the same
    /// names.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationPath { get; set; }

    /// <summary>
    /// The maximum number of clusters that are read in parallel, from 1 to 256. With <see cref="Follow"/> and with
    /// <see cref="Merge"/>, all clusters are read in parallel.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public override int ThrottleLimit { get; set; } = 16;

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
        Containers = [.. (Container ?? []).Select(ConnectorNames.GetContainerName)],
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
        DestinationPath = DestinationPath is null ? null : FilePath(nameof(DestinationPath), DestinationPath),
    };
}
