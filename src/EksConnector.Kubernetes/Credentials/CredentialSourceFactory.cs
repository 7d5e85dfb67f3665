using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Chooses where the credential of a cluster's user comes from.</summary>
internal static class CredentialSourceFactory
{
    /// <summary>Makes the source. Files are read, and an exec plugin runs, when the credential is first needed.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="log">Where is told what is done, without secrets.</param>
    /// <param name="timeout">How long an exec plugin may take.</param>
    /// <returns>The source.</returns>
    /// <exception cref="EksConnectorException">The context, or its user, cannot be used.</exception>
    public static ICredentialSource Create(ResolvedCluster cluster, IOperationLog log, TimeSpan timeout) =>
        Create(cluster, log, timeout, TimeProvider.System, new ProcessLauncher());

    public static ICredentialSource Create(
        ResolvedCluster cluster, IOperationLog log, TimeSpan timeout, TimeProvider time, ProcessLauncher launcher)
    {
        cluster.EnsureUsable();
        UserEntry user = cluster.UserEntry;
        if (cluster.GetServerUri().Scheme != Uri.UriSchemeHttps)
        {
            // As client-go does: what goes over the line in the clear carries no secret.
            return new StaticCredentialSource(Credential.Anonymous);
        }

        if (user.AuthProvider is not null)
        {
            throw AuthProviders.NotSupported(user, cluster.Context);
        }

        try
        {
            return CreateFor(user, cluster, log, timeout, time, launcher);
        }
        catch (EksConnectorException exception)
        {
            throw CredentialErrors.WithTarget(exception, cluster.Context);
        }
    }

    private static ICredentialSource CreateFor(
        UserEntry user, ResolvedCluster cluster, IOperationLog log, TimeSpan timeout, TimeProvider time, ProcessLauncher launcher)
    {
        // A token or a password that is there beats a plugin, in client-go as well; then there is no need to run it.
        bool hasHeader = user.Token is not null || user.TokenFile is not null || user.Username is not null || user.Password is not null;
        if (user.Exec is not null && !hasHeader)
        {
            return ExecCredentialSource.Create(user, user.Exec, cluster, log, timeout, time, launcher);
        }

        return UserCredentialReader.HasFiles(user)
            ? new FileCredentialSource(user, cluster.Context, log, time)
            : new StaticCredentialSource(UserCredentialReader.Make(user, UserCredentialReader.DataOf(user), time.GetUtcNow()));
    }
}
