using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Fleets;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>
/// Reads one cluster and its registration: all data, or only the data about the activation. Data that cannot be read is omitted with the
/// missing permission as the reason.
/// </summary>
/// <param name="aws">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="request">The request.</param>
/// <param name="log">The log for verbose messages.</param>
/// <param name="clock">The time provider.</param>
internal sealed class DiagnosisReader(Func<IAwsGateway> aws, DiagnosisRequest request, IOperationLog log, TimeProvider clock)
{
    // The names of the parts in the progress bar.
    private const string Registration = "Secrets and the Pods' logs of connector-init";
    private const string Aws = "Amazon EKS and Systems Manager";

    // An invalid ARN is reported once and not for each cluster.
    private readonly PrincipalArn[] _principals = [.. request.Principals.Select(PrincipalArn.Parse)];

    // A skipped finding reports data that cannot be read, with the missing permission.
    private readonly VerboseOnlyLog _muted = new(log);

    /// <summary>Whether all data is read instead of only the data about the activation.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Reads a cluster.</summary>
    /// <param name="member">The cluster.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A snapshot for each namespace with a connector; if there is none, one snapshot without a connector.</returns>
    public async Task<IReadOnlyList<DiagnosisSnapshot>> ReadAsync(FleetMember member, CancellationToken cancellationToken)
    {
        var parts = new PartProgress(member);
        KubectlTarget? kubectl = request.Source.Server is null
            ? new KubectlTarget(member.Context, request.Source.KubeConfigPaths is [{ } only] ? only : null)
            : null;
        RegistrationReader registrations = Registrations();
        member.ReportProgress("Reading the StatefulSet and its Pods", 0);
        var connector = new ConnectorReader(member.Client, _muted, clock, isSequential: !member.IsOnlyCluster);
        var detail = new ConnectorDetailReader(member.Client, _muted);
        IReadOnlyList<ConnectorSnapshot> found;
        try
        {
            found = await connector.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ConnectorNotInstalled)
        {
            var none = new ClusterSide
            {
                Context = member.Context,
                Namespace = member.Namespace ?? ConnectorNames.Namespace,
                Kubectl = kubectl,
                NotInstalled = exception.Message,
                IsNamespaceMissing = exception.IsMissingNamespace,
                NotInstalledAction = exception.IsWrongNamespace ? exception.RecommendedAction : null,
                Account = new ConnectorAccount(member.Namespace ?? ConnectorNames.Namespace, ConnectorNames.ServiceAccount),
            };
            Task<WorkloadFacts>? looked = IsWhole ? new WorkloadReader(member.Client).ReadWithoutConnectorAsync(none.Namespace, cancellationToken) : null;
            AwsSide? queried = await QueryAsync(registrations, none, Task.FromResult(none), cancellationToken).ConfigureAwait(false);
            return [Snapshot(registrations, none, queried) with { Workload = looked is null ? new() : await looked.ConfigureAwait(false) }];
        }

        return await Task.WhenAll(found.Select(snapshot => IsWhole
            ? ReadWholeAsync(member, detail, snapshot, kubectl, registrations, parts, cancellationToken)
            : ReadRegistrationAsync(member, detail, snapshot, kubectl, registrations, parts, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Reads the registration of a cluster name or a file from AWS only.</summary>
    /// <param name="known">The information that the user specified; null if there is none.</param>
    /// <param name="manifest">The data from the file; null if there is none.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The snapshot, without a cluster.</returns>
    public async Task<DiagnosisSnapshot> ReadAsync(ActivationTarget? known, ManifestSide? manifest, CancellationToken cancellationToken)
    {
        // AWS is queried for a file only if the cluster name is known, to compare the activation.
        string? name = known?.ClusterName;
        AwsSide? side = request.SkipAws || (manifest is not null && name is null)
            ? null
            : await Registrations().ReaderOf(known).ReadAsync(
                manifest?.Settings?.Region.Value, manifest?.Settings?.ActivationId.Value, () => Task.FromResult(name), cancellationToken).ConfigureAwait(false);
        return new DiagnosisSnapshot { TakenAt = clock.GetUtcNow(), GivenName = name, ExpiryWarning = request.ExpiryWarning, Manifest = manifest, Aws = side };
    }

    private async Task<DiagnosisSnapshot> ReadRegistrationAsync(
        FleetMember member,
        ConnectorDetailReader detail,
        ConnectorSnapshot snapshot,
        KubectlTarget? kubectl,
        RegistrationReader registrations,
        PartProgress parts,
        CancellationToken cancellationToken)
    {
        ConnectorSnapshot complete = PodRows.NeedsEvents(snapshot)
            ? await detail.WithEventsAsync(snapshot, all: false, cancellationToken).ConfigureAwait(false)
            : snapshot;
        ClusterSide begun = ClusterSideReader.Begin(complete, kubectl);
        Task<ClusterSide> sideRead = parts.AddAsync(Registration, new ClusterSideReader(member.Client).CompleteAsync(begun, cancellationToken));
        Task<AwsSide?> awsRead = parts.AddAsync(Aws, QueryAsync(registrations, begun, sideRead, cancellationToken));
        await Task.WhenAll(sideRead, awsRead).ConfigureAwait(false);
        return Snapshot(registrations, await sideRead.ConfigureAwait(false), await awsRead.ConfigureAwait(false));
    }

    private async Task<DiagnosisSnapshot> ReadWholeAsync(
        FleetMember member,
        ConnectorDetailReader detail,
        ConnectorSnapshot snapshot,
        KubectlTarget? kubectl,
        RegistrationReader registrations,
        PartProgress parts,
        CancellationToken cancellationToken)
    {
        ClusterSide begun = ClusterSideReader.Begin(snapshot, kubectl);

        // The logs take the longest, because commands must be started in containers, so they are read first.
        Task<ConnectionFacts> connectionRead = parts.AddAsync(
            "the logs", new ConnectionReader(member.Client, _muted, clock).ReadAsync(snapshot, cancellationToken));
        Task<ConnectorSnapshot> detailRead = parts.AddAsync("events and nodes", detail.WithDetailAsync(snapshot, cancellationToken));
        Task<ClusterSide> sideRead = parts.AddAsync(Registration, new ClusterSideReader(member.Client).CompleteAsync(begun, cancellationToken));
        Task<AwsSide?> awsRead = parts.AddAsync(Aws, QueryAsync(registrations, begun, sideRead, cancellationToken));
        Task<WorkloadFacts> workloadRead = parts.AddAsync("the workload", new WorkloadReader(member.Client).ReadAsync(snapshot, detailRead, cancellationToken));
        Task<AccessFacts> accessRead = parts.AddAsync("roles and bindings", new AccessReader(member.Client, _muted).ReadAsync(
            snapshot, _principals, async () => (await awsRead.ConfigureAwait(false))?.Caller?.Arn, cancellationToken));
        parts.Begin();
        await Task.WhenAll(detailRead, sideRead, awsRead, workloadRead, connectionRead, accessRead).ConfigureAwait(false);
        ClusterSide side = await sideRead.ConfigureAwait(false);
        IReadOnlyList<PodFacts> detailed = PodFactsReader.Read(await detailRead.ConfigureAwait(false));
        return Snapshot(registrations, side with { Pods = [.. detailed.Zip(side.Pods, WithLog)] }, await awsRead.ConfigureAwait(false)) with
        {
            Workload = await workloadRead.ConfigureAwait(false),
            Connection = await connectionRead.ConfigureAwait(false),
            Access = await accessRead.ConfigureAwait(false),
        };
    }

    private static PodFacts WithLog(PodFacts pod, PodFacts read) => pod with { Log = read.Log, LogUnread = read.LogUnread };

    // The identity of the credentials is queried only if the access of the caller is checked.
    private RegistrationReader Registrations() => new(aws, request.Aws, request.Registrations, log) { QueriesCaller = IsWhole && request.Principals.Count == 0 };

    private async Task<AwsSide?> QueryAsync(RegistrationReader registrations, ClusterSide side, Task<ClusterSide> complete, CancellationToken cancellationToken) =>
        request.SkipAws ? null : await registrations.QueryAsync(side, complete, cancellationToken).ConfigureAwait(false);

    private DiagnosisSnapshot Snapshot(RegistrationReader registrations, ClusterSide side, AwsSide? awsSide) => new()
    {
        IsWhole = IsWhole,
        TakenAt = clock.GetUtcNow(),
        GivenName = registrations.KnownOf(side.Context)?.ClusterName,
        ExpiryWarning = request.ExpiryWarning,
        Cluster = side,
        Aws = awsSide,
    };
}
