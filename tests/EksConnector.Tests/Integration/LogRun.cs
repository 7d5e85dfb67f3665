using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>All that one run of Get-EksConnectorLog's operation had to say.</summary>
/// <param name="log">Its events.</param>
internal sealed class LogRun(EventLog<object> log)
{
    public IReadOnlyList<LogEntry> Entries { get; } = [.. log.Items.OfType<LogEntry>()];

    public IReadOnlyList<string> Lines { get; } = [.. log.Items.OfType<string>()];

    public IReadOnlyList<FileInfo> Files { get; } = [.. log.Items.OfType<FileInfo>()];

    public IReadOnlyList<EksConnectorException> Failures => log.Failures;

    public IReadOnlyList<string> Warnings => log.Warnings;

    public IReadOnlyList<string> Traces => log.Traces;

    /// <summary>The sources that gave entries, in the order of the first ones.</summary>
    public string Sources => string.Join(' ', Entries.Select(entry => $"{entry.Pod[^1]}/{entry.Container["connector-".Length..]}").Distinct());

    /// <summary>Every text that came out of it, the files' included.</summary>
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
