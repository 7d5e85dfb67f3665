using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Runs an exec credential plugin once, with closed standard input, a timeout and a limit for its output.</summary>
internal sealed class ExecPlugin
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private const int MaximumOutputLength = 1024 * 1024;
    private const string SandboxAdvice =
        "In an environment that cannot start programs, such as an Azure Automation sandbox, use -Server with -Token, or a kubeconfig for a service account.";

    private readonly ExecEntry _exec;
    private readonly string _context;
    private readonly ClusterEntry _cluster;
    private readonly TimeSpan _timeout;
    private readonly ProcessLauncher _launcher;
    private readonly IOperationLog _log;

    public ExecPlugin(ExecEntry exec, ResolvedCluster cluster, TimeSpan timeout, ProcessLauncher launcher, IOperationLog log)
    {
        Check(exec, cluster);
        _exec = exec;
        _context = cluster.Context;
        _cluster = cluster.ClusterEntry;
        _timeout = timeout;
        _launcher = launcher;
        _log = log;
    }

    /// <summary>The file name of the plugin, for messages.</summary>
    public string Name => PluginMessage.OneLine(Path.GetFileName(_exec.Command!));

    /// <summary>Runs the plugin.</summary>
    /// <param name="cancellationToken">A token that stops the plugin and its child processes.</param>
    /// <returns>The standard output of the plugin, which is secret.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _log.Trace($"Running the credential plugin '{Name}' of the context '{_context}'.");
        ProcessResult result = await BoundedProcess.RunAsync(
            async token => Start(await ExecInfo.WriteAsync(_exec, _cluster, token).ConfigureAwait(false)),
            MaximumOutputLength,
            _timeout,
            cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { End: ProcessEnd.OutputTooLong } => throw OutputTooLong(),
            { End: ProcessEnd.TimedOut } => throw TimedOut(result.RevealError()),
            { ExitCode: 0 } => result.RevealOutput(),
            _ => throw Failed(result.ExitCode, result.RevealError()),
        };
    }

    private static void Check(ExecEntry exec, ResolvedCluster cluster)
    {
        string user = cluster.UserEntry.Name;
        if (exec.Command is null)
        {
            throw KubeConfigErrors.Unusable(cluster, $"the exec plugin of its user '{user}' has no command.", "Add the command.");
        }

        if (exec.ApiVersion is not (V1 or V1Beta1))
        {
            throw KubeConfigErrors.Unusable(
                cluster,
                $"the exec plugin of its user '{user}' is not configured for {V1} or {V1Beta1}.",
                "Update the plugin, and re-create the kubeconfig (for Amazon EKS: aws eks update-kubeconfig).");
        }

        foreach (KeyValuePair<string, string> variable in exec.Environment)
        {
            if (variable.Key.Length == 0 || variable.Key.Contains('=', StringComparison.Ordinal) || HasNull(variable.Key) || HasNull(variable.Value))
            {
                throw KubeConfigErrors.Unusable(
                    cluster, $"the exec plugin of its user '{user}' has an environment variable with an invalid name or value.", "Correct env in the exec entry.");
            }
        }

        foreach (string argument in exec.Arguments)
        {
            if (HasNull(argument))
            {
                throw KubeConfigErrors.Unusable(
                    cluster, $"the exec plugin of its user '{user}' has an invalid argument.", "Correct args in the exec entry.");
            }
        }

        switch (exec.InteractiveMode)
        {
            case "Never" or "IfAvailable":
                break;
            case "Always":
                throw new EksConnectorException(
                    ErrorIds.CredentialPluginFailed,
                    FailureCategory.AuthenticationError,
                    $"The exec plugin of the context '{cluster.Context}' requires user input (interactiveMode: Always), which a module or a runbook cannot provide.",
                    "Sign in with the plugin first and set interactiveMode to IfAvailable, or use a service account token.")
                {
                    Target = cluster.Context,
                };
            default:
                throw KubeConfigErrors.Unusable(
                    cluster,
                    $"the exec plugin of its user '{user}' has an invalid interactiveMode.",
                    "Set interactiveMode to Never or IfAvailable.");
        }
    }

    private static bool HasNull(string text) => text.Contains('\0', StringComparison.Ordinal);

    private Process Start(string info)
    {
        string file = ExecutableFinder.Find(_exec.Command!, Environment.GetEnvironmentVariable("PATH")) ?? throw Missing();
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in _exec.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (KeyValuePair<string, string> variable in _exec.Environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        start.Environment[ExecInfo.Variable] = info;
        try
        {
            return _launcher.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or PlatformNotSupportedException or InvalidOperationException or UnauthorizedAccessException or IOException)
        {
            throw Fail(
                $"The credential plugin '{Name}' of the context '{_context}' could not be started ({exception.GetType().Name}).",
                "Check that the file is a program for this computer and that the current user has permission to run it. " + SandboxAdvice,
                exception);
        }
    }

    private EksConnectorException Missing() => Fail(
        $"The credential plugin '{PluginMessage.OneLine(_exec.Command!)}' of the context '{_context}' was not found.",
        PluginMessage.Hint(_exec.InstallHint) ?? "Install the plugin, or add its folder to PATH. " + SandboxAdvice);

    private EksConnectorException OutputTooLong() => Fail(
        $"The credential plugin '{Name}' of the context '{_context}' wrote more than {MaximumOutputLength / 1024} KiB to standard output and was stopped.",
        "Run the command in the kubeconfig manually. It must write one ExecCredential and nothing else.");

    private EksConnectorException TimedOut(string error) => new(
        ErrorIds.CredentialPluginTimeout,
        FailureCategory.OperationTimeout,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The credential plugin '{Name}' of the context '{_context}' timed out after {_timeout.TotalSeconds:0.###} s and was stopped{PluginMessage.Make(error, _exec)}"),
        "Run the command in the kubeconfig manually. If it waits for you to sign in, sign in first. If it is slow, increase -RequestTimeout.")
    {
        Target = _context,
    };

    private EksConnectorException Failed(int exitCode, string error) => Fail(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The credential plugin '{Name}' of the context '{_context}' failed with exit code {exitCode}{PluginMessage.Make(error, _exec)}"),
        "Run the command in the kubeconfig manually, as the same user, and resolve the error that it reports.");

    private EksConnectorException Fail(string message, string advice, Exception? cause = null) =>
        new(ErrorIds.CredentialPluginFailed, FailureCategory.AuthenticationError, message, advice, cause) { Target = _context };
}
