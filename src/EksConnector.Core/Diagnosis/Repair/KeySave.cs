using System.Text;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>
/// Makes connector-proxy save an unsaved key: the key file is copied and rewritten in connector-agent, which connector-proxy detects as a
/// change. Its log reports whether the key was saved.
/// </summary>
/// <param name="namespace">The namespace of the Pod.</param>
/// <param name="pod">The Pod.</param>
internal sealed class KeySave(string @namespace, string pod)
{
    private const long LogLines = 200;
    private const long LogBytes = 256 * 1024;
    private string? _before;

    /// <summary>The Pod.</summary>
    public string Pod => pod;

    /// <summary>The change that rewrites the key file.</summary>
    public RepairChange Change => new($"write the key file in Pod/{pod} again so that connector-proxy saves it", $"Pod/{pod}", SendAsync);

    /// <summary>Returns whether connector-proxy has reported since that the Secret contains the agent's key.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<bool> IsDoneAsync(IKubernetesClient client, CancellationToken cancellationToken) =>
        await ReadAsync(client, cancellationToken).ConfigureAwait(false) is { } line && line != _before;

    private async Task<bool> SendAsync(IKubernetesClient client, bool dryRun, CancellationToken cancellationToken)
    {
        _before = await ReadAsync(client, cancellationToken).ConfigureAwait(false);
        if (dryRun)
        {
            // A command has no dry run, but the verification requires a readable log.
            return true;
        }

        IContainerCommand run = await client.ExecAsync(
            @namespace, pod, ConnectorNames.AgentContainer, KeyStorage.RewriteCommand, inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await run.Output.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            ContainerExit exit = await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return exit.ExitCode == 0
                ? true
                : throw new EksConnectorException(
                    ErrorIds.VerificationFailed,
                    FailureCategory.InvalidResult,
                    $"The key file in Pod '{pod}' could not be written again (exit code {exit.ExitCode}{(exit.Error.Length > 0 ? $": {OneLine.Of(exit.Error)}" : string.Empty)}).",
                    "Do not delete the Pod: it has the only copy of the key. Run Test-EksConnector, and then the command that it shows.")
                {
                    Target = pod,
                };
        }
    }

    private async Task<string?> ReadAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        var options = new ContainerLogOptions { TailLines = LogLines, LimitBytes = LogBytes };
        Stream stream = await client.OpenLogAsync(@namespace, pod, ConnectorNames.ProxyContainer, options, inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // The server may send more data than requested.
            byte[] text = new byte[LogBytes];
            int length = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return ProxyLogParser.SavedLineOf(Encoding.UTF8.GetString(text, 0, length).Split('\n'));
        }
    }
}
