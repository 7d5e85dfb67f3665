using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Verifies the effect of a change with the API server. The authorizer sees changes with a delay, so the request is repeated
/// for up to 10 seconds until it returns the expected answer.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for a warning if the caller is not permitted to check access.</param>
/// <param name="clock">The time provider.</param>
internal sealed class AccessVerifier(IKubernetesClient client, IOperationLog log, TimeProvider clock)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_maxPause = TimeSpan.FromMilliseconds(500);
    private volatile bool _isForbidden;

    /// <summary>Returns the question whether the connector can impersonate a user.</summary>
    public static AccessCheck Impersonation(ConnectorAccount account, string user) => new("impersonate", "users")
    {
        User = account.User,
        Groups = account.Groups,
        Name = user,
    };

    /// <summary>Returns the questions whether an impersonated user can list nodes, and Pods in the given namespaces (if empty, in all).</summary>
    public static IReadOnlyList<AccessCheck> Reading(string user, IReadOnlyList<string> namespaces)
    {
        IEnumerable<string?> scopes = namespaces.Count == 0 ? (IEnumerable<string?>)[null] : namespaces;
        return [List("nodes", null), .. scopes.Select(scope => List("pods", scope))];

        AccessCheck List(string resource, string? @namespace) => new("list", resource)
        {
            User = user,
            Groups = [KubernetesGroups.Authenticated],
            Namespace = @namespace,
        };
    }

    /// <summary>Checks access once.</summary>
    /// <returns>Whether all questions are allowed; null if the caller is not permitted to check access.</returns>
    public async Task<bool?> QueryAsync(IReadOnlyList<AccessCheck> questions, CancellationToken cancellationToken)
    {
        if (_isForbidden)
        {
            return null;
        }

        try
        {
            bool[] answers = await Task.WhenAll(questions.Select(question => client.ReviewAccessAsync(question, cancellationToken))).ConfigureAwait(false);
            return Array.TrueForAll(answers, answer => answer);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            _isForbidden = true;
            log.Warn($"{client.Cluster.Context}: this user is not permitted to check the access of other users (RBAC: verb create, resource subjectaccessreviews, API group authorization.k8s.io), so the change is not verified, and CanImpersonate and CanRead are empty.");
            return null;
        }
    }

    /// <summary>Checks access until the answer is the expected one, for up to 10 seconds.</summary>
    /// <returns>The last answer; null if the caller is not permitted to check access.</returns>
    public async Task<bool?> WaitForAsync(IReadOnlyList<AccessCheck> questions, bool wanted, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        TimeSpan pause = s_firstPause;
        while (true)
        {
            bool? answer = await QueryAsync(questions, cancellationToken).ConfigureAwait(false);
            if (answer is null || answer == wanted || clock.GetElapsedTime(start) >= s_limit)
            {
                return answer;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_maxPause ? pause * 2 : s_maxPause;
        }
    }
}
