using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Creates the credential source of a user.</summary>
internal static class CredentialSourceFactory
{
    /// <summary>Creates the credential source. Files are read, and an exec plugin is run, when the credential is first needed.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="log">The log for trace messages, which contain no secrets.</param>
    /// <param name="timeout">The timeout of an exec plugin.</param>
    /// <returns>The credential source.</returns>
    /// <exception cref="EksConnectorException">The context or its user is not valid.</exception>
    public static ICredentialSource Create(ResolvedCluster cluster, IOperationLog log, TimeSpan timeout) =>
        Create(cluster, log, timeout, TimeProvider.System, new ProcessLauncher());

    public static ICredentialSource Create(
        ResolvedCluster cluster, IOperationLog log, TimeSpan timeout, TimeProvider time, ProcessLauncher launcher)
    {
        cluster.EnsureUsable();
        UserEntry user = cluster.UserEntry;
        if (cluster.GetServerUri().Scheme != Uri.UriSchemeHttps)
        {
            // Like client-go, send no credentials over an unencrypted connection.
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
        // Like client-go, prefer a token or password to the exec plugin, which then does not need to run.
        bool hasHeader = user.Token is not null || user.TokenFile is not null || user.Username is not null || user.Password is not null;
        if (user.Exec is not null && !hasHeader)
        {
            return ExecCredentialSource.Create(user, user.Exec, cluster, log, timeout, time, launcher);
        }

        return UserCredentialReader.HasFiles(user)
            ? new FileCredentialSource(user, cluster.Context, log, time)
            : new StaticCredentialSource(UserCredentialReader.Make(user, UserCredentialReader.GetInlineMaterial(user), time.GetUtcNow()));
    }
}
