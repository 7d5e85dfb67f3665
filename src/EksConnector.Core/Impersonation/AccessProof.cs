using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Lets the API server say what holds after a change. Its authorizer hears of changes a moment later, so it is asked again
/// for some seconds until it says what it should.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="log">Where it says that it may not ask.</param>
/// <param name="clock">The clock.</param>
internal sealed class AccessProof(IKubernetesClient client, IOperationLog log, TimeProvider clock)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(500);
    private volatile bool _isForbidden;

    /// <summary>May the connector impersonate a user?</summary>
    public static AccessQuestion Impersonation(ConnectorAccount account, string user) => new("impersonate", "users")
    {
        User = account.User,
        Groups = account.Groups,
        Name = user,
    };

    /// <summary>May an impersonated user list nodes, and pods in all namespaces or in those given?</summary>
    public static IReadOnlyList<AccessQuestion> Reading(string user, IReadOnlyList<string> namespaces)
    {
        IEnumerable<string?> scopes = namespaces.Count == 0 ? (IEnumerable<string?>)[null] : namespaces;
        return [List("nodes", null), .. scopes.Select(scope => List("pods", scope))];

        AccessQuestion List(string resource, string? @namespace) => new("list", resource)
        {
            User = user,
            Groups = [KubernetesGroups.Authenticated],
            Namespace = @namespace,
        };
    }

    /// <summary>Asks once.</summary>
    /// <returns>Whether all of it is allowed; null where the caller may not ask.</returns>
    public async Task<bool?> AskAsync(IReadOnlyList<AccessQuestion> questions, CancellationToken cancellationToken)
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

    /// <summary>Asks until the answer is what it should be, for ten seconds.</summary>
    /// <returns>The last answer; null where the caller may not ask.</returns>
    public async Task<bool?> UntilAsync(IReadOnlyList<AccessQuestion> questions, bool wanted, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        TimeSpan pause = s_firstPause;
        while (true)
        {
            bool? answer = await AskAsync(questions, cancellationToken).ConfigureAwait(false);
            if (answer is null || answer == wanted || clock.GetElapsedTime(start) >= s_limit)
            {
                return answer;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }
}
