using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Identity;

/// <summary>Reads the Amazon EKS cluster that one installation is registered as.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="snapshot">The data that was read from the connector.</param>
/// <param name="log">The log for messages about sources that cannot be read.</param>
internal sealed class IdentityReader(IKubernetesClient client, ConnectorSnapshot snapshot, IOperationLog log)
{
    // The instance ID is logged during registration, so it is in the first lines.
    private const long MaxInitLogLength = 4 * 1024 * 1024;

    private readonly ActivationSettings? _settings = SettingsReader.Read(
        snapshot.StatefulSet?.Spec?.Template?.Spec ?? (snapshot.Pods.Count > 0 ? snapshot.Pods[0].Spec : null), "the connector", isHelm: false);

    private readonly List<string> _missing = [];
    private readonly List<string> _sourcesWithoutName = [];
    private readonly List<string> _unreadableSources = [];

    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public string Context => snapshot.Context;

    /// <summary>The permissions that are missing to query a source.</summary>
    public IReadOnlyList<string> MissingPermissions => _missing;

    /// <summary>The sources that could not be read, with the reasons.</summary>
    public IReadOnlyList<string> UnreadableSources => _unreadableSources;

    /// <summary>The sources that were queried but do not name a cluster.</summary>
    public IReadOnlyList<string> SourcesWithoutName => _sourcesWithoutName;

    /// <summary>Queries the sources one by one, the least sensitive first, until one of them names the cluster.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The first answer; null if there is none.</returns>
    public async Task<ClusterIdentity?> ReadFirstAsync(CancellationToken cancellationToken)
    {
        foreach (Func<string, CancellationToken, Task<ClusterIdentity?>> source in (Func<string, CancellationToken, Task<ClusterIdentity?>>[])[ReadInitLogAsync, ReadAgentLogAsync, ReadStateAsync])
        {
            foreach (string pod in PodNames())
            {
                if (await source(pod, cancellationToken).ConfigureAwait(false) is { } identity)
                {
                    return identity;
                }
            }
        }

        return null;
    }

    /// <summary>Queries Amazon EKS for the cluster with the activation of the connector.</summary>
    /// <param name="gateway">The gateway to AWS.</param>
    /// <param name="source">The AWS connection settings.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The answer; null if Amazon EKS has no such cluster or the activation cannot be read.</returns>
    /// <exception cref="EksConnectorException">The query of AWS failed.</exception>
    public async Task<ClusterIdentity?> ReadEksAsync(IAwsGateway gateway, AwsConnectionSource source, CancellationToken cancellationToken)
    {
        string? activation = _settings?.ActivationId.Value;
        AwsSide? side = activation is null
            ? null
            : await new AwsSideReader(gateway, source, log)
                .ReadAsync(_settings!.Region.Value, activation, () => Task.FromResult<string?>(null), cancellationToken).ConfigureAwait(false);
        if (side?.Cluster is { } cluster)
        {
            return new ClusterIdentity
            {
                Context = snapshot.Context,
                Namespace = snapshot.Namespace,
                ClusterName = cluster.Name,
                Region = side.Region,
                ActivationId = activation,
                Source = IdentitySources.Eks,
            };
        }

        if (side?.Failure is { } failure)
        {
            throw failure;
        }

        Add(_sourcesWithoutName, side?.ClusterUnread is { } unread ? $"EKS ({unread.Why})" : activation is null ? "EKS (the activation ID is not known)" : "EKS");
        return null;
    }

    /// <summary>Queries all sources of all Pods concurrently.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The answers, grouped by Pod, the least sensitive source first.</returns>
    public async Task<IReadOnlyList<ClusterIdentity>> ReadAllAsync(CancellationToken cancellationToken)
    {
        ClusterIdentity?[] answers = await Task.WhenAll(PodNames().SelectMany(pod => new[]
        {
            ReadInitLogAsync(pod, cancellationToken),
            ReadAgentLogAsync(pod, cancellationToken),
            ReadStateAsync(pod, cancellationToken),
        })).ConfigureAwait(false);
        return answers.OfType<ClusterIdentity>().ToArray();
    }

    // Pods that do not exist are included, because their state Secrets may still exist.
    private string[] PodNames()
    {
        string[] there = [.. snapshot.Pods.Select(pod => pod.Metadata?.Name).OfType<string>().Order(StringComparer.Ordinal)];
        return there.Length > 0 ? there : [$"{ConnectorNames.StatefulSet}-0", $"{ConnectorNames.StatefulSet}-1"];
    }

    private Task<ClusterIdentity?> ReadInitLogAsync(string pod, CancellationToken cancellationToken) =>
        QueryAsync(IdentitySources.InitLog, pod, "verb get, resource pods/log", async () =>
        {
            if (SourceOf(pod, ConnectorNames.InitContainer) is not { } source)
            {
                return null;
            }

            var finder = new InstanceIdFinder();
            var options = new ContainerLogOptions { LimitBytes = MaxInitLogLength };
            using Stream stream = await client.OpenLogAsync(
                snapshot.Namespace, pod, source.Origin.Container, options, inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
            await new LogPump(new LogOutput(), isLive: false).MoveAsync(stream, finder, limit: null, cancellationToken).ConfigureAwait(false);
            finder.Complete();
            return finder.InstanceId;
        });

    private Task<ClusterIdentity?> ReadAgentLogAsync(string pod, CancellationToken cancellationToken) =>
        QueryAsync(IdentitySources.AgentLog, pod, "verbs get and create, resource pods/exec", async () =>
        {
            if (SourceOf(pod, ConnectorNames.AgentContainer) is not { IsRunning: true } source)
            {
                return null;
            }

            AgentFileList list = await new AgentFileReader(client).ListAsync(source, cancellationToken).ConfigureAwait(false);
            if (list.UnavailableReason is not null && !list.HasNoShell)
            {
                log.Trace($"{source}: its log files do not name the cluster, because {list.UnavailableReason}.");
                return list.Failure is null ? null : throw list.Failure;
            }

            var request = new LogRequest();
            using var finder = new InstanceIdEntries();
            await new AgentLogReader(client, request, new LogConsumers(request, cancellationToken), new VerboseOnlyLog(log)).ReadAsync(
                source, list, finder, new LogOutput(), cursor: null, cancellationToken).ConfigureAwait(false);
            return finder.Complete();
        });

    private async Task<ClusterIdentity?> ReadStateAsync(string pod, CancellationToken cancellationToken)
    {
        string ordinal = pod[(pod.LastIndexOf('-') + 1)..];
        string name = $"{_settings?.StatePrefix ?? ConnectorNames.StateSecretPrefix}-{ordinal}";
        string @namespace = _settings is null ? snapshot.Namespace : _settings.StateNamespace ?? ConnectorNames.Namespace;
        StateFacts? facts = null;
        ClusterIdentity? identity = await QueryAsync(IdentitySources.StateSecret, pod, $"verb get, resource secrets, name {name}", async () =>
        {
            Secret secret = await client.GetAsync(ResourceTypes.Secrets, @namespace, name, cancellationToken).ConfigureAwait(false);
            facts = StateReader.Read(secret, name, int.TryParse(ordinal, out int number) ? number : 0);
            return facts.InstanceId;
        }).ConfigureAwait(false);
        return identity is null ? null : Make(pod, IdentitySources.StateSecret, identity.InstanceId!, facts?.Region, facts?.ActivationId);
    }

    private async Task<ClusterIdentity?> QueryAsync(string source, string pod, string right, Func<Task<string?>> query)
    {
        try
        {
            string? instance = await query().ConfigureAwait(false);
            if (instance is not null)
            {
                return Make(pod, source, instance, region: null, activationId: null);
            }
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            Add(_missing, right);
            return null;
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.ContainerNotRunning or ErrorIds.InvalidRequest)
        {
            log.Trace($"{snapshot.Context}: {source} of {pod}: {exception.Message}");
        }
        catch (EksConnectorException exception) when (TransientErrors.Contains(exception) || exception.ErrorId == ErrorIds.InvalidResponse)
        {
            // If the node of the Pod is unreachable, another source may still be available.
            Add(_unreadableSources, $"{source} of {pod} ({exception.Message.TrimEnd('.')})");
            return null;
        }

        Add(_sourcesWithoutName, $"{source} of {pod}");
        return null;
    }

    private static void Add(List<string> list, string text)
    {
        lock (list)
        {
            if (!list.Contains(text, StringComparer.Ordinal))
            {
                list.Add(text);
            }
        }
    }

    private ClusterIdentity Make(string pod, string source, string instance, string? region, string? activationId) => new()
    {
        Context = snapshot.Context,
        Namespace = snapshot.Namespace,
        ClusterName = InstanceName.ClusterOf(instance)!,
        Region = region ?? _settings?.Region.Value,
        ActivationId = activationId ?? _settings?.ActivationId.Value,
        InstanceId = instance,
        Pod = pod,
        Source = source,
    };

    private LogSource? SourceOf(string pod, string container) =>
        snapshot.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == pod) is { } found
            ? new LogSelection(new LogRequest(), log).RunOf(snapshot, found, container)
            : null;
}
