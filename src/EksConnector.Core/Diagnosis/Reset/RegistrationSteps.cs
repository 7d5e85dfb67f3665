using EksConnector.Core.Aws;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Deregisters a cluster, and registers it again.</summary>
/// <param name="registration">The registration.</param>
/// <param name="previous">The activation that is replaced; null if the cluster is not registered.</param>
/// <param name="eks">The EKS API.</param>
/// <param name="limits">The time limits.</param>
/// <param name="clock">The clock.</param>
internal sealed class RegistrationSteps(Registration registration, string? previous, IEksClient eks, ResetLimits limits, TimeProvider clock)
{
    private static readonly string[] s_transient =
    [
        ErrorIds.AwsResourceInUse, ErrorIds.AwsRoleNotReady, ErrorIds.AwsThrottled, ErrorIds.AwsRequestTimeout, ErrorIds.AwsServiceError,
        ErrorIds.AwsEndpointUnreachable, ErrorIds.AwsConnectionRefused, ErrorIds.AwsDnsFailed,
    ];

    // Makes a retried request idempotent.
    private readonly string _token = Guid.NewGuid().ToString();

    /// <summary>
    /// Checks before the deregistration whether the cluster can be registered: while its name is in use, AWS checks the permissions
    /// and then rejects the request.
    /// </summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The registration if the cluster was deregistered in the meantime; otherwise, null.</returns>
    /// <exception cref="EksConnectorException">The cluster could not be registered.</exception>
    public async Task<EksRegistration?> CheckAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } cluster)
        {
            EnsureUnchanged(cluster);
        }

        try
        {
            return await eks.RegisterClusterAsync(Request, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.AwsResourceInUse or ErrorIds.AwsRoleNotReady or ErrorIds.AwsLimitExceeded)
        {
            return null;
        }
    }

    /// <summary>Deregisters the cluster, and waits until it no longer exists.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="EksConnectorException">It could not be deregistered.</exception>
    public async Task DeregisterAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } cluster)
        {
            return;
        }

        EnsureUnchanged(cluster);
        if (!IsDeleting(cluster))
        {
            try
            {
                await eks.DeregisterClusterAsync(registration.ClusterName, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsClusterNotFound)
            {
                return;
            }
        }

        bool isDeregistered = await Polling.UntilAsync(
            async () => await FindAsync(cancellationToken).ConfigureAwait(false) is null, limits.Deregistration, limits.Pause, clock, cancellationToken).ConfigureAwait(false);
        if (!isDeregistered)
        {
            throw new EksConnectorException(
                ErrorIds.VerificationFailed,
                FailureCategory.OperationTimeout,
                $"Amazon EKS accepted the deregistration of '{registration.ClusterName}', but still lists the cluster after {Duration.ToShortText(limits.Deregistration)}.",
                "Wait until Amazon EKS no longer lists the cluster.");
        }
    }

    /// <summary>Registers the cluster, and retries while its name is still in use or a role is not available yet.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The registration with its code.</returns>
    /// <exception cref="EksConnectorException">It could not be registered in time.</exception>
    public async Task<EksRegistration> RegisterAsync(CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await eks.RegisterClusterAsync(Request, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (s_transient.Contains(exception.ErrorId) && clock.GetElapsedTime(start) < limits.Registration)
            {
                if (exception.ErrorId == ErrorIds.AwsResourceInUse)
                {
                    await EnsureNotRegisteredAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            await Task.Delay(limits.Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private EksRegistrationRequest Request => new(registration.ClusterName, registration.RoleArn, registration.Provider)
    {
        Tags = registration.Tags,
        ClientRequestToken = _token,
    };

    private static bool IsDeleting(EksCluster cluster) => cluster.Status == "DELETING";

    private void EnsureUnchanged(EksCluster cluster)
    {
        if (cluster.ConnectorConfig?.ActivationId != previous)
        {
            throw new EksConnectorException(
                ErrorIds.Conflict,
                FailureCategory.InvalidOperation,
                $"The registration of '{registration.ClusterName}' in Amazon EKS was changed since it was read: its activation is now {cluster.ConnectorConfig?.ActivationId ?? "unknown"}.",
                "Check whether another user or an automated process also registers this cluster.");
        }
    }

    // AWS returns the code only once, so an activation whose response was lost cannot be used.
    private async Task EnsureNotRegisteredAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } cluster && !IsDeleting(cluster) && cluster.ConnectorConfig?.ActivationId is { } other && other != previous)
        {
            throw new EksConnectorException(
                ErrorIds.AwsResourceInUse,
                FailureCategory.InvalidOperation,
                $"The cluster '{registration.ClusterName}' is registered with the activation {other}, whose code is not known: the response of AWS was lost, or another user registered the cluster.",
                "Check whether another user or an automated process also registers this cluster.");
        }
    }

    private async Task<EksCluster?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await eks.DescribeClusterAsync(registration.ClusterName, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AwsClusterNotFound)
        {
            return null;
        }
    }
}
