using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>The events of one run of the operation of Get-EksConnectorLog.</summary>
/// <param name="log">The events.</param>
internal sealed class LogRun(EventLog<object> log)
{
    public IReadOnlyList<LogEntry> Entries { get; } = [.. log.Items.OfType<LogEntry>()];

    public IReadOnlyList<string> Lines { get; } = [.. log.Items.OfType<string>()];

    public IReadOnlyList<FileInfo> Files { get; } = [.. log.Items.OfType<FileInfo>()];

    public IReadOnlyList<EksConnectorException> Failures => log.Failures;

    public IReadOnlyList<string> Warnings => log.Warnings;

    public IReadOnlyList<string> Traces => log.Traces;

    /// <summary>The sources of entries, in the order of their first entries.</summary>
    public string Sources => string.Join(' ', Entries.Select(entry => $"{entry.Pod[^1]}/{entry.Container["connector-".Length..]}").Distinct());

    /// <summary>All texts, including those of files.</summary>
    public string AllText => string.Join(
        '\n',
        log.Messages
            .Concat(Lines)
            .Concat(Entries.SelectMany(entry => new[] { entry.Raw, entry.Message, entry.Source, entry.ToString() }))
            .Concat(Files.Select(file => File.ReadAllText(file.FullName))));

    public static async Task<LogRun> OfAsync(LogRequest request)
    {
        using var gateway = new KubernetesGateway();
        return new LogRun(await EventLog<object>.OfAsync(new GetLogOperation(gateway).RunAsync(request with { Verbose = true })));
    }

    public static Task<LogRun> OfAsync(string kubeConfigPath, string context, string? @namespace, Func<LogRequest, LogRequest>? change = null) =>
        OfAsync((change ?? (request => request))(Request(kubeConfigPath, context, @namespace)));

    public static LogRequest Request(string kubeConfigPath, string context, string? @namespace) => new()
    {
        Source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] },
        Targets = [new(context, @namespace)],
    };
}
