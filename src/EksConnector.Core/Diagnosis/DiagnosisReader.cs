using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Access;
using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Diagnosis.Workload;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>Reads all that the rules look at: everything that does not wait for another answer at the same time.</summary>
/// <param name="aws">Gives the way to AWS; asked only where AWS is.</param>
/// <param name="request">What is asked.</param>
/// <param name="log">Where it says what it does.</param>
/// <param name="clock">The caller's clock.</param>
internal sealed class DiagnosisReader(Func<IAwsGateway> aws, DiagnosisRequest request, IOperationLog log, TimeProvider clock)
{
    // A slip in an ARN is told at once, and not by each cluster.
    private readonly PrincipalArn[] _principals = [.. request.Principals.Select(PrincipalArn.Parse)];

    // What may not be read is a finding that was skipped, which says so with the right that is missing.
    private readonly MutedLog _muted = new(log);

    /// <summary>Reads every connector of a cluster.</summary>
    /// <param name="member">The cluster.</param>
    /// <param name="report">Told what is being read, for a cluster that is asked alone.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A snapshot for each connector; one without a connector where there is none.</returns>
    public async Task<IReadOnlyList<DiagnosisSnapshot>> ReadAsync(FleetMember member, Action<string> report, CancellationToken cancellationToken)
    {
        using var step = new StepProgress(member.IsAlone ? report : _ => { }, clock);
        KubectlTarget? kubectl = request.Source.Server is null
            ? new KubectlTarget(member.Context, request.Source.KubeConfigPaths is [{ } only] ? only : null)
            : null;
        var registrations = new RegistrationReader(aws, request.Aws, request.Registrations, log) { AsksCaller = request.Principals.Count == 0 };
        step.Begin("Reading the StatefulSet and its pods");
        var connector = new ConnectorReader(member.Client, _muted, clock, oneByOne: !member.IsAlone);
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
            };
            Task<WorkloadFacts> looked = new WorkloadReader(member.Client).ReadWithoutConnectorAsync(none.Namespace, cancellationToken);
            Task<AwsSide?> asked = AskAsync(registrations, none, Task.FromResult(none), cancellationToken);
            return [Snapshot(registrations, none, await asked.ConfigureAwait(false)) with { Workload = await looked.ConfigureAwait(false) }];
        }

        step.Begin("Reading logs, events, Secrets, roles and nodes");
        return await Task.WhenAll(found.Select(snapshot => ReadAsync(member, connector, snapshot, kubectl, registrations, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<DiagnosisSnapshot> ReadAsync(
        FleetMember member,
        ConnectorReader connector,
        ConnectorSnapshot snapshot,
        KubectlTarget? kubectl,
        RegistrationReader registrations,
        CancellationToken cancellationToken)
    {
        var sides = new ClusterSideReader(member.Client, log, clock, oneByOne: !member.IsAlone);
        ClusterSide begun = ClusterSideReader.Begin(snapshot, kubectl);

        // First what takes longest: a command in a container has to be started there.
        Task<ConnectionFacts> connectionRead = new ConnectionReader(member.Client, _muted, clock).ReadAsync(snapshot, cancellationToken);
        Task<ConnectorSnapshot> detailRead = connector.WithDetailAsync(snapshot, cancellationToken);
        Task<ClusterSide> sideRead = sides.CompleteAsync(begun, cancellationToken);
        Task<AwsSide?> awsRead = AskAsync(registrations, begun, sideRead, cancellationToken);
        Task<WorkloadFacts> workloadRead = new WorkloadReader(member.Client).ReadAsync(snapshot, detailRead, cancellationToken);
        Task<AccessFacts> accessRead = new AccessReader(member.Client, _muted).ReadAsync(
            snapshot, _principals, async () => (await awsRead.ConfigureAwait(false))?.Caller?.Arn, cancellationToken);
        await Task.WhenAll(detailRead, sideRead, awsRead, workloadRead, connectionRead, accessRead).ConfigureAwait(false);
        ClusterSide side = await sideRead.ConfigureAwait(false);
        return Snapshot(registrations, side with { Pods = PodFactsReader.WithEvents(side.Pods, await detailRead.ConfigureAwait(false)) }, await awsRead.ConfigureAwait(false)) with
        {
            Workload = await workloadRead.ConfigureAwait(false),
            Connection = await connectionRead.ConfigureAwait(false),
            Access = await accessRead.ConfigureAwait(false),
        };
    }

    private async Task<AwsSide?> AskAsync(RegistrationReader registrations, ClusterSide side, Task<ClusterSide> complete, CancellationToken cancellationToken) =>
        request.SkipAws ? null : await registrations.AskAsync(side, complete, cancellationToken).ConfigureAwait(false);

    private DiagnosisSnapshot Snapshot(RegistrationReader registrations, ClusterSide side, AwsSide? awsSide) => new()
    {
        Activation = new ActivationSnapshot
        {
            TakenAt = clock.GetUtcNow(),
            GivenName = registrations.KnownOf(side.Context)?.ClusterName,
            ExpiryWarning = request.ExpiryWarning,
            Cluster = side,
            Aws = awsSide,
        },
    };
}
