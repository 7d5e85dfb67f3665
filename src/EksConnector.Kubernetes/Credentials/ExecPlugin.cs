using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Runs an exec credential plugin once, with closed standard input, a timeout and a limit for its output.</summary>
internal sealed class ExecPlugin
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private const int MaximumOutputLength = 1024 * 1024;
    private const int MaximumErrorLength = 64 * 1024;
    private const string SandboxAdvice =
        "In an environment that cannot start programs, such as an Azure Automation sandbox, use -Server with -Token, or a kubeconfig for a service account.";

    // The time to wait for output after the plugin exits, because a child process may keep the pipe open.
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(1);

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
        var output = new PluginOutput(MaximumOutputLength, keepsTail: false);
        var error = new PluginOutput(MaximumErrorLength, keepsTail: true);
        using var outputExceeded = new CancellationTokenSource();
        using var timeout = new CancellationTokenSource(_timeout);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, outputExceeded.Token, timeout.Token);
        try
        {
            string info = await ExecInfo.WriteAsync(_exec, _cluster, stop.Token).ConfigureAwait(false);
            using Process process = await StartAsync(info, stop.Token).ConfigureAwait(false);
            int exitCode = await FinishAsync(process, output, error, outputExceeded, stop).ConfigureAwait(false);
            return exitCode == 0 ? output.Reveal() : throw Failed(exitCode, error);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw outputExceeded.IsCancellationRequested ? OutputTooLong() : TimedOut(error);
        }
    }

    private static async Task<int> FinishAsync(
        Process process, PluginOutput output, PluginOutput error, CancellationTokenSource outputExceeded, CancellationTokenSource stop)
    {
        try
        {
            Task pumps = Task.WhenAll(
                PumpAsync(process.StandardOutput.BaseStream, output, outputExceeded, stop.Token),
                PumpAsync(process.StandardError.BaseStream, error, outputExceeded, stop.Token));
            CloseInput(process);
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
            await DrainAsync(pumps, stop.Token).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }
        finally
        {
            // Child processes of the plugin may keep the pipes open.
            await stop.CancelAsync().ConfigureAwait(false);
        }
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

    // Searching for the program and starting it can both block on a slow file system.
    private async Task<Process> StartAsync(string info, CancellationToken cancellationToken)
    {
        Task<Process> starting = Task.Run(() => Start(info), CancellationToken.None);
        try
        {
            return await starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = starting.ContinueWith(
                late => Discard(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private static void Discard(Process process)
    {
        Kill(process);
        process.Dispose();
    }

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

    private static async Task PumpAsync(Stream stream, PluginOutput output, CancellationTokenSource outputExceeded, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8 * 1024];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!output.TryAdd(buffer.AsSpan(0, count)))
                {
                    await outputExceeded.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The plugin has exited or is being stopped, which FinishAsync handles.
        }
    }

    private static async Task DrainAsync(Task pumps, CancellationToken cancellationToken)
    {
        try
        {
            await pumps.WaitAsync(s_drainTime, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The output of the plugin itself has been read by now.
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process has already exited.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // The process has already exited, or access is denied.
        }
    }

    private EksConnectorException Missing() => Fail(
        $"The credential plugin '{PluginMessage.OneLine(_exec.Command!)}' of the context '{_context}' was not found.",
        PluginMessage.Hint(_exec.InstallHint) ?? "Install the plugin, or add its folder to PATH. " + SandboxAdvice);

    private EksConnectorException OutputTooLong() => Fail(
        $"The credential plugin '{Name}' of the context '{_context}' wrote more than {MaximumOutputLength / 1024} KiB to standard output and was stopped.",
        "Run the command in the kubeconfig manually. It must write one ExecCredential and nothing else.");

    private EksConnectorException TimedOut(PluginOutput error) => new(
        ErrorIds.CredentialPluginTimeout,
        FailureCategory.OperationTimeout,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The credential plugin '{Name}' of the context '{_context}' timed out after {_timeout.TotalSeconds:0.###} s and was stopped{PluginMessage.Make(error.Reveal(), _exec)}"),
        "Run the command in the kubeconfig manually. If it waits for you to sign in, sign in first. If it is slow, increase -RequestTimeout.")
    {
        Target = _context,
    };

    private EksConnectorException Failed(int exitCode, PluginOutput error) => Fail(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The credential plugin '{Name}' of the context '{_context}' failed with exit code {exitCode}{PluginMessage.Make(error.Reveal(), _exec)}"),
        "Run the command in the kubeconfig manually, as the same user, and resolve the error that it reports.");

    private EksConnectorException Fail(string message, string advice, Exception? cause = null) =>
        new(ErrorIds.CredentialPluginFailed, FailureCategory.AuthenticationError, message, advice, cause) { Target = _context };
}
