using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Identity;

/// <summary>Finds the Amazon EKS cluster that a Kubernetes cluster is registered as.</summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
/// <param name="aws">Creates the gateway to AWS; null if AWS is never queried.</param>
public sealed class GetClusterNameOperation(IKubernetesGateway gateway, TimeProvider? clock = null, Func<IAwsGateway>? aws = null)
{
    private const string Activity = "Reading the name of the EKS cluster";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>
    /// The first or all answers of each installation; a failure <see cref="ErrorIds.ClusterNameNotFound"/> for each without an answer.
    /// </returns>
    public IAsyncEnumerable<OperationEvent<ClusterIdentity>> RunAsync(ClusterNameRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ClusterIdentity>(
            (writer, token) => new Fleet(gateway, _clock).RunAsync(
                request, Activity, (member, memberToken) => QueryAsync(member, request, writer, memberToken), writer, token),
            request.Verbose,
            cancellationToken);
    }

    private async Task QueryAsync(
        FleetMember member, ClusterNameRequest request, OperationWriter<ClusterIdentity> writer, CancellationToken cancellationToken)
    {
        var connector = new ConnectorReader(member.Client, writer, _clock, isSequential: !member.IsOnlyCluster);
        foreach (ConnectorSnapshot snapshot in await connector.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false))
        {
            var reader = new IdentityReader(member.Client, snapshot, writer);
            ClusterIdentity[] answers = request.All
                ? Compared(await ReadAllAsync(reader, request, cancellationToken).ConfigureAwait(false), snapshot, writer)
                : await ReadFirstAsync(reader, request, cancellationToken).ConfigureAwait(false) is { } first ? [first] : [];
            if (answers.Length == 0)
            {
                writer.Fail(NotFound(snapshot, reader));
            }
            else if (request.All)
            {
                WarnAboutMissingSources(snapshot, reader, writer);
            }

            foreach (ClusterIdentity answer in answers)
            {
                await writer.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<ClusterIdentity>> ReadAllAsync(
        IdentityReader reader, ClusterNameRequest request, CancellationToken cancellationToken)
    {
        Task<ClusterIdentity?> eks = ReadEksAsync(reader, request, cancellationToken);
        IReadOnlyList<ClusterIdentity> identities = await reader.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return await eks.ConfigureAwait(false) is { } eksAnswer ? [.. identities, eksAnswer] : identities;
    }

    private async Task<ClusterIdentity?> ReadFirstAsync(IdentityReader reader, ClusterNameRequest request, CancellationToken cancellationToken) =>
        await reader.ReadFirstAsync(cancellationToken).ConfigureAwait(false)
            ?? await ReadEksAsync(reader, request, cancellationToken).ConfigureAwait(false);

    private Task<ClusterIdentity?> ReadEksAsync(IdentityReader reader, ClusterNameRequest request, CancellationToken cancellationToken) =>
        aws is not null && request.Aws is { } source
            ? reader.ReadEksAsync(aws(), source with { Region = request.Regions.GetValueOrDefault(reader.Context) ?? source.Region }, cancellationToken)
            : Task.FromResult<ClusterIdentity?>(null);

    private static ClusterIdentity[] Compared(IReadOnlyList<ClusterIdentity> answers, ConnectorSnapshot snapshot, OperationWriter<ClusterIdentity> log)
    {
        string[] names = answers.Select(answer => answer.ClusterName).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length > 1)
        {
            string sourceNames = string.Join("; ", answers.Select(answer => $"{answer.ClusterName} ({answer.Source}{(answer.Pod is null ? string.Empty : $" of {answer.Pod}")})"));
            log.Warn($"{snapshot.Context}: the sources name different EKS clusters: {sourceNames}. If the cluster was registered again, restart the Pods that still use the old registration.");
        }

        return answers.Select(answer => new ClusterIdentity
        {
            Context = answer.Context,
            Namespace = answer.Namespace,
            ClusterName = answer.ClusterName,
            Region = answer.Region,
            ActivationId = answer.ActivationId,
            InstanceId = answer.InstanceId,
            Pod = answer.Pod,
            Source = answer.Source,
            Agreement = names.Length == 1,
        }).ToArray();
    }

    private static void WarnAboutMissingSources(ConnectorSnapshot snapshot, IdentityReader reader, OperationWriter<ClusterIdentity> log)
    {
        if (reader.MissingPermissions.Count > 0)
        {
            log.Warn($"{snapshot.Context}: not all sources could be queried: this user lacks {Rights(reader)} in namespace '{snapshot.Namespace}'.");
        }

        if (reader.UnreadableSources.Count > 0)
        {
            log.Warn($"{snapshot.Context}: not all sources could be read: {string.Join("; ", reader.UnreadableSources)}.");
        }
    }

    private static string Rights(IdentityReader reader) => string.Join("; ", reader.MissingPermissions.Select(right => $"{right} (RBAC)"));

    private static EksConnectorException NotFound(ConnectorSnapshot snapshot, IdentityReader reader)
    {
        string withoutName = reader.SourcesWithoutName.Count > 0 ? $" These sources do not name the cluster: {string.Join(", ", reader.SourcesWithoutName)}." : string.Empty;
        string broken = reader.UnreadableSources.Count > 0 ? $" These could not be read: {string.Join("; ", reader.UnreadableSources)}." : string.Empty;
        string denied = reader.MissingPermissions.Count > 0 ? $" These permissions are missing in namespace '{snapshot.Namespace}': {Rights(reader)}." : string.Empty;
        return new EksConnectorException(
            ErrorIds.ClusterNameNotFound,
            FailureCategory.ObjectNotFound,
            $"Context '{snapshot.Context}': no source names the EKS cluster.{withoutName}{broken}{denied}",
            reader.MissingPermissions.Count > 0
                ? "Request one of the missing permissions, or use another context."
                : "A connector that has never registered has no cluster name. Check Get-EksConnectorLog -Container connector-init and Get-EksConnectorStatus.")
        {
            Target = snapshot.Context,
        };
    }
}
