using System.Collections;
using System.Management.Automation;
using System.Security;
using EksConnector.Core;
using EksConnector.Core.Commands;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>The common code of the completers: reads other parameters of the command line, enforces the time limit, and quotes the results.</summary>
internal static class CompletionSource
{
    public static ConnectionSource From(IDictionary bound) => new()
    {
        KubeConfigPaths = Texts(bound, "KubeConfigPath"),
        KubeConfigText = bound["KubeConfigText"] is string text ? new SecretText(text) : SecretText.From(bound["KubeConfigText"] as SecureString),
        Server = Texts(bound, "Server").FirstOrDefault(),
        Token = bound["Token"] is string token ? new SecretText(token) : SecretText.From(bound["Token"] as SecureString),
        CertificateAuthority = Texts(bound, "CertificateAuthority").FirstOrDefault(),
        RequestTimeout = CompletionTimeout.Maximum,
        BasePath = Location(),
    };

    // PowerShell's location differs from the current folder of the process, which is used only if the location is not available.
    private static string Location()
    {
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddCommand("Get-Location").AddParameter("PSProvider", "FileSystem").Invoke<PathInfo>().FirstOrDefault()?.ProviderPath
                ?? Environment.CurrentDirectory;
        }
        catch (RuntimeException)
        {
            return Environment.CurrentDirectory;
        }
    }

    public static string[] Texts(IDictionary bound, string name) => bound[name] switch
    {
        null => [],
        string text => [text],
        IEnumerable many => many.Cast<object?>().Select(item => item?.ToString()).OfType<string>().ToArray(),
        object other => [other.ToString()!],
    };

    /// <summary>Returns the result if it is available within the time limit and without an error, and otherwise the fallback value.</summary>
    public static T RunWithTimeout<T>(CompletionTimeout kind, Func<CancellationToken, Task<T>> start, T fallback)
    {
        using var limit = new CancellationTokenSource(kind.Next());
        try
        {
            // Completion runs on the pipeline thread and must block it.
            return start(limit.Token).WaitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is EksConnectorException or OperationCanceledException)
        {
            return fallback;
        }
    }

    public static IEnumerable<CompletionResult> Results(string wordToComplete, IEnumerable<(string Value, string ToolTip)> candidates)
    {
        string word = wordToComplete.Trim('\'', '"');
        foreach ((string value, string toolTip) in candidates)
        {
            // A value with invisible characters would not be the same on the command line, and PowerShell rejects empty results.
            if (!string.IsNullOrWhiteSpace(value) && value.StartsWith(word, StringComparison.OrdinalIgnoreCase) && OutsideText.IsClean(value) && PowerShellWriter.Value(value) is { Length: > 0 } quoted)
            {
                yield return new CompletionResult(quoted, value, CompletionResultType.ParameterValue, OutsideText.Line(toolTip));
            }
        }
    }
}
