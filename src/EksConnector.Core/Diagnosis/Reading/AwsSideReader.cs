using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Queries AWS for one cluster. Independent requests are sent concurrently.</summary>
/// <param name="gateway">The gateway to AWS.</param>
/// <param name="source">The AWS connection settings, whose Region, if any, takes precedence.</param>
/// <param name="log">The log for verbose messages.</param>
internal sealed class AwsSideReader(IAwsGateway gateway, AwsConnectionSource source, IOperationLog log)
{
    /// <summary>Whether the identity of the credentials is queried.</summary>
    public bool QueriesCaller { get; init; }

    /// <summary>Queries AWS.</summary>
    /// <param name="region">The Region in the settings of the cluster; null if there is none.</param>
    /// <param name="activationId">The activation ID in the cluster or the file; null if there is none.</param>
    /// <param name="findName">A function that returns the name of the cluster in Amazon EKS when it is known; null if it is not known.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The data from AWS.</returns>
    public async Task<AwsSide> ReadAsync(
        string? region, string? activationId, Func<Task<string?>> findName, CancellationToken cancellationToken)
    {
        IAwsSession session;
        try
        {
            session = await gateway.ConnectAsync(source with { Region = source.Region ?? region }, log, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception)
        {
            return new AwsSide { Failure = exception };
        }

        var side = new AwsSide
        {
            Region = session.Region,
            IsRegionGuessed = source.Region is null && region is null,
            ActivationId = activationId,
        };
        Task<AwsCaller?>? caller = QueriesCaller ? FindCallerAsync(session, cancellationToken) : null;
        Task<AwsSide>? ssm = activationId is null ? null : QuerySsmAsync(session, side, activationId, cancellationToken);
        side = await QueryEksAsync(session, side, await findName().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (side.IsClusterMissing && source.Region is null && region is not null
            && await QueryOtherRegionAsync(side, cancellationToken).ConfigureAwait(false) is { } elsewhere)
        {
            // The Region in the settings differs from the Region of the registration.
            (session, side) = elsewhere;
            ssm = null;
        }

        string? known = activationId ?? side.Cluster?.ConnectorConfig?.ActivationId;
        ssm ??= known is null || !Setting.IsActivationId(known) ? null : QuerySsmAsync(session, side, known, cancellationToken);
        if (ssm is not null)
        {
            AwsSide activation = await ssm.ConfigureAwait(false);
            side = side with
            {
                Failure = side.Failure ?? activation.Failure,
                ActivationId = activation.ActivationId,
                Activation = activation.Activation,
                ActivationUnread = activation.ActivationUnread,
                Instances = activation.Instances,
                InstancesUnread = activation.InstancesUnread,
            };
        }
        else
        {
            var none = new Unread("the activation ID is unknown");
            side = side with { ActivationUnread = none, InstancesUnread = none };
        }

        return side with
        {
            Caller = side.Caller ?? (caller is null ? null : await caller.ConfigureAwait(false)),
            ClockOffset = session.ClockOffset,
        };
    }

    private static Unread Because(EksConnectorException exception, string action) =>
        exception.ErrorId == ErrorIds.AwsAccessDenied
            ? new Unread($"the AWS credentials do not allow {action}", $"Allow {action} in the IAM policy of the identity.")
            : new Unread(OneLine.Of(exception.Message), OneLine.Of(exception.RecommendedAction));

    private static async Task<AwsSide> QueryEksAsync(IAwsSession session, AwsSide side, string? name, CancellationToken cancellationToken)
    {
        string action = name is null ? "eks:ListClusters" : "eks:DescribeCluster";
        try
        {
            if (name is null)
            {
                return side.ActivationId is null
                    ? side with { ClusterUnread = new Unread("neither the name nor the activation ID of the cluster is known", "Specify the cluster's name in Amazon EKS with -ClusterName.") }
                    : await FindByActivationAsync(session, side, side.ActivationId, cancellationToken).ConfigureAwait(false);
            }

            side = side with { ClusterName = name };
            return side with { Cluster = await session.Eks.DescribeClusterAsync(name, cancellationToken).ConfigureAwait(false) };
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsClusterNotFound)
        {
            return side with { IsClusterMissing = true, Caller = await FindCallerAsync(session, cancellationToken).ConfigureAwait(false) };
        }
        catch (EksConnectorException exception)
        {
            return side with { ClusterUnread = Because(exception, action), Failure = FailureOf(exception) };
        }
    }

    // Finds the first cluster with the same activation; clusters that were deleted in the meantime or cannot be read are ignored.
    private static async Task<AwsSide> FindByActivationAsync(
        IAwsSession session, AwsSide side, string activationId, CancellationToken cancellationToken)
    {
        const int maxConcurrent = 8;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        EksCluster? found = null;
        EksConnectorException? denied = null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrent, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(session.Eks.ListClustersAsync(stop.Token), options, async (name, token) =>
            {
                try
                {
                    EksCluster cluster = await session.Eks.DescribeClusterAsync(name, token).ConfigureAwait(false);
                    if (string.Equals(cluster.ConnectorConfig?.ActivationId, activationId, StringComparison.OrdinalIgnoreCase))
                    {
                        Interlocked.CompareExchange(ref found, cluster, comparand: null);
                        await stop.CancelAsync().ConfigureAwait(false);
                    }
                }
                catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsClusterNotFound)
                {
                    // The cluster was deleted after the clusters were listed.
                }
                catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsAccessDenied)
                {
                    denied = exception;
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (found is not null && !cancellationToken.IsCancellationRequested)
        {
            // The remaining clusters are not queried.
        }

        if (found is not null)
        {
            return side with { ClusterName = found.Name, Cluster = found };
        }

        return denied is null
            ? side with { IsClusterMissing = true, Caller = await FindCallerAsync(session, cancellationToken).ConfigureAwait(false) }
            : side with { ClusterUnread = Because(denied, "eks:DescribeCluster") };
    }

    private async Task<(IAwsSession Session, AwsSide Side)?> QueryOtherRegionAsync(AwsSide side, CancellationToken cancellationToken)
    {
        try
        {
            IAwsSession session = await gateway.ConnectAsync(source, log, cancellationToken).ConfigureAwait(false);
            if (session.Region == side.Region)
            {
                return null;
            }

            var elsewhere = new AwsSide { Region = session.Region, IsRegionGuessed = true, ActivationId = side.ActivationId };
            elsewhere = await QueryEksAsync(session, elsewhere, side.ClusterName, cancellationToken).ConfigureAwait(false);
            return elsewhere.Cluster is null ? null : (session, elsewhere);
        }
        catch (EksConnectorException)
        {
            // There is no other Region to query, so the first answer is kept.
            return null;
        }
    }

    private static async Task<AwsSide> QuerySsmAsync(IAwsSession session, AwsSide side, string activationId, CancellationToken cancellationToken)
    {
        Task<SsmActivation?> activationRead = session.Ssm.FindActivationAsync(activationId, cancellationToken);
        Task<IReadOnlyList<SsmInstance>> instancesRead = session.Ssm.FindInstancesAsync(activationId, cancellationToken);
        await Task.WhenAll(activationRead, instancesRead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        side = side with { ActivationId = activationId };
        try
        {
            side = side with { Activation = await activationRead.ConfigureAwait(false) };
        }
        catch (EksConnectorException exception)
        {
            side = side with { ActivationUnread = Because(exception, "ssm:DescribeActivations"), Failure = FailureOf(exception) };
        }

        try
        {
            return side with { Instances = await instancesRead.ConfigureAwait(false) };
        }
        catch (EksConnectorException exception)
        {
            return side with { InstancesUnread = Because(exception, "ssm:DescribeInstanceInformation"), Failure = side.Failure ?? FailureOf(exception) };
        }
    }

    // A missing permission becomes a finding; other errors are reported to the user.
    private static EksConnectorException? FailureOf(EksConnectorException exception) =>
        exception.ErrorId == ErrorIds.AwsAccessDenied ? null : exception;

    private static async Task<AwsCaller?> FindCallerAsync(IAwsSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Sts.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException)
        {
            // The information only improves the message.
            return null;
        }
    }
}
