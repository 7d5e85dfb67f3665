using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Waits until AWS reports the connector as connected or, without AWS, until all replicas have registered.</summary>
/// <param name="plan">The plan.</param>
/// <param name="activationId">The activation that the connector is to use.</param>
/// <param name="client">The cluster.</param>
/// <param name="aws">The AWS session; null if AWS is not queried.</param>
/// <param name="work">The progress of the cluster.</param>
/// <param name="log">The log of the operation.</param>
/// <param name="clock">The clock.</param>
internal sealed class ConnectionWait(
    ResetPlan plan, string activationId, IKubernetesClient client, IAwsSession? aws, FleetWork work, IOperationLog log, TimeProvider clock)
{
    private const string Online = "Online";
    private const int Percent = 70;
    private bool _canReadAgents = true;

    /// <summary>The time between two queries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the connection.</summary>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The last state.</returns>
    public async Task<ConnectionState> RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var state = new ConnectionState(IsConnected: false, EksStatus: null, AgentPing: null);
        long start = clock.GetTimestamp();
        await Polling.UntilAsync(
            async () =>
            {
                try
                {
                    state = aws is null ? await ReadReplicasAsync(cancellationToken).ConfigureAwait(false) : await ReadAwsAsync(aws, cancellationToken).ConfigureAwait(false);
                }
                catch (EksConnectorException exception) when (IsTransient(exception))
                {
                    log.Trace($"{plan.Context}: {exception.Message}");
                }

                return state.IsConnected;
            },
            timeout,
            Pause,
            clock,
            cancellationToken).ConfigureAwait(false);
        return state;

        async Task<ConnectionState> ReadReplicasAsync(CancellationToken token)
        {
            StateFacts?[] states = await Task.WhenAll(plan.StateSecrets.Select((name, at) => ClusterSteps.FindStateAsync(client, plan.StateNamespace, name, at, token)))
                .ConfigureAwait(false);
            int registered = states.Count(facts => facts is { Fault: null } && (facts.ActivationId ?? activationId) == activationId);
            Report($"Waiting until all replicas have registered ({registered} of {states.Length})");
            return new ConnectionState(registered == states.Length, EksStatus: null, AgentPing: null);
        }

        async Task<ConnectionState> ReadAwsAsync(IAwsSession session, CancellationToken token)
        {
            string? status = null;
            try
            {
                status = (await session.Eks.DescribeClusterAsync(plan.ClusterName!, token).ConfigureAwait(false)).Status;
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsClusterNotFound)
            {
                // EKS is eventually consistent after a registration.
                log.Trace($"{plan.Context}: {exception.Message}");
            }

            string? ping = await PingAsync(session, token).ConfigureAwait(false);
            Report($"Waiting until the cluster is ACTIVE (now {status ?? "unknown"}) and an agent is online (now {ping ?? "unknown"})");
            return new ConnectionState(status == "ACTIVE" && (ping == Online || !_canReadAgents), status, ping);
        }

        void Report(string status)
        {
            TimeSpan left = timeout - clock.GetElapsedTime(start);
            work.ReportProgress(status, Percent, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    // Without the permission, only the status in EKS is available.
    private async Task<string?> PingAsync(IAwsSession session, CancellationToken cancellationToken)
    {
        if (!_canReadAgents)
        {
            return null;
        }

        try
        {
            IReadOnlyList<SsmInstance> instances = await session.Ssm.FindInstancesAsync(activationId, cancellationToken).ConfigureAwait(false);
            return instances.Count == 0 ? "not registered" : instances.FirstOrDefault(instance => instance.PingStatus == Online)?.PingStatus ?? instances[0].PingStatus;
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsAccessDenied)
        {
            _canReadAgents = false;
            log.Warn($"{plan.Context}: the agents cannot be checked in Systems Manager: {exception.Message}");
            return null;
        }
    }

    private static bool IsTransient(EksConnectorException exception) =>
        TransientErrors.Contains(exception)
        || exception.ErrorId is ErrorIds.AwsThrottled or ErrorIds.AwsRequestTimeout or ErrorIds.AwsServiceError or ErrorIds.AwsEndpointUnreachable
            or ErrorIds.AwsConnectionRefused or ErrorIds.AwsDnsFailed;
}
