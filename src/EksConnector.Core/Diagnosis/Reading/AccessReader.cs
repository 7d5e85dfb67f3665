using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Reads the permissions of the connector and its users. The API server is queried first, because its answer is authoritative.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for verbose messages.</param>
internal sealed class AccessReader(IKubernetesClient client, IOperationLog log)
{
    // The wildcard in RBAC rules.
    private const string Everything = "*";

    private static readonly Unread s_reviewDenied = new(
        "this user is not permitted to create subject access reviews (RBAC: verb create, resource subjectaccessreviews, API group authorization.k8s.io)",
        "Request the verb create on subjectaccessreviews (API group authorization.k8s.io), or run this as a user who has it.");

    private static readonly Unread s_rolesDenied = new(
        $"this user is not permitted to list clusterroles and clusterrolebindings (RBAC: verb list, API group {ResourceTypes.RbacGroup})",
        "Request the verb list on clusterroles, clusterrolebindings, roles, and rolebindings, or run this as a user who has it.");

    /// <summary>Reads the permissions.</summary>
    /// <param name="snapshot">The snapshot of the connector.</param>
    /// <param name="principals">The principals to check; if empty, the caller.</param>
    /// <param name="findCaller">A function that returns the ARN of the AWS identity of the caller; null if AWS is not queried.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<AccessFacts> ReadAsync(
        ConnectorSnapshot snapshot,
        IReadOnlyList<PrincipalArn> principals,
        Func<Task<string?>> findCaller,
        CancellationToken cancellationToken)
    {
        ConnectorAccount account = ConnectorAccount.Of(snapshot.StatefulSet, snapshot.Namespace);
        Task<TokenFacts> token = new TokenReader(client).ReadAsync(snapshot, account, cancellationToken);
        Task<AccessFacts> rights = ReadRightsAsync(account, cancellationToken);
        Task<AccessFacts> users = ReadUsersAsync(account, cancellationToken);
        Task<PrincipalFacts[]> judged = ReadPrincipalsAsync(account, principals, findCaller, cancellationToken);
        await Task.WhenAll(token, rights, users, judged).ConfigureAwait(false);
        AccessFacts facts = await users.ConfigureAwait(false);
        AccessFacts reviews = await rights.ConfigureAwait(false);
        return facts with
        {
            Token = await token.ConfigureAwait(false),
            MayReadVersion = reviews.MayReadVersion,
            ReviewUnread = reviews.ReviewUnread,
            Principals = [.. (await judged.ConfigureAwait(false)).Select(principal => WithNamespaces(principal, facts.Users))],
        };
    }

    private static PrincipalFacts WithNamespaces(PrincipalFacts principal, IReadOnlyList<ImpersonatedUser> users) =>
        users.FirstOrDefault(user => user.PrincipalArn == principal.User) is { } known ? principal with { Namespaces = [.. known.AccessNamespaces] } : principal;

    private static Unread Because(EksConnectorException exception, Unread denied) =>
        exception.ErrorId == ErrorIds.AccessDenied ? denied : new Unread(OneLine.Of(exception.Message).TrimEnd('.'), OneLine.Of(exception.RecommendedAction));

    private static bool IsAdmin(RbacRules rules, string user) => rules.GrantsOf(RbacIdentity.Impersonated(user)).Any(grant =>
        grant.Namespace is null
        && grant.Role.Rules.OrEmpty().Any(rule =>
            rule.ResourceNames.OrEmpty().Count == 0 && RbacRules.Covers(rule, Everything, Everything, Everything)));

    private async Task<AccessFacts> ReadRightsAsync(ConnectorAccount account, CancellationToken cancellationToken)
    {
        AccessCheck version = AccessCheck.ForPath("get", "/version") with { User = account.User, Groups = account.Groups };
        try
        {
            return new AccessFacts { MayReadVersion = await client.ReviewAccessAsync(version, cancellationToken).ConfigureAwait(false) };
        }
        catch (EksConnectorException exception)
        {
            return new AccessFacts { ReviewUnread = Because(exception, s_reviewDenied) };
        }
    }

    private async Task<AccessFacts> ReadUsersAsync(ConnectorAccount account, CancellationToken cancellationToken)
    {
        try
        {
            Task<RbacSnapshot> roles = new RbacReader(client, log).ReadAsync(cancellationToken);
            IReadOnlyList<string> namespaces = await new ConnectorAccountFinder(client, log).FindNamespacesAsync(cancellationToken).ConfigureAwait(false);
            var rules = new RbacRules(await roles.ConfigureAwait(false));
            ImpersonatedUser[] users = [.. ImpersonationRows.Of(client.Cluster.Context, account, namespaces, rules)];
            return new AccessFacts
            {
                Users = users,
                Admins = [.. users.Where(user => user is { CanImpersonate: true } && user.PrincipalArn != ImpersonationWords.AnyUser && IsAdmin(rules, user.PrincipalArn)).Select(user => user.PrincipalArn)],
            };
        }
        catch (EksConnectorException exception)
        {
            return new AccessFacts { UsersUnread = Because(exception, s_rolesDenied) };
        }
    }

    private async Task<PrincipalFacts[]> ReadPrincipalsAsync(
        ConnectorAccount account, IReadOnlyList<PrincipalArn> principals, Func<Task<string?>> findCaller, CancellationToken cancellationToken)
    {
        if (principals.Count > 0)
        {
            return await Task.WhenAll(principals.Select(principal => ReadPrincipalAsync(account, principal, isCaller: false, cancellationToken))).ConfigureAwait(false);
        }

        string? caller = await findCaller().ConfigureAwait(false);
        return caller is not null && PrincipalArn.TryParse(caller) is { } known
            ? [await ReadPrincipalAsync(account, known, isCaller: true, cancellationToken).ConfigureAwait(false)]
            : [];
    }

    private async Task<PrincipalFacts> ReadPrincipalAsync(
        ConnectorAccount account, PrincipalArn principal, bool isCaller, CancellationToken cancellationToken)
    {
        var facts = new PrincipalFacts { Arn = principal.Text, User = principal.KubernetesUser, IsCaller = isCaller };
        try
        {
            Task<bool> impersonated = client.ReviewAccessAsync(AccessVerifier.Impersonation(account, principal.KubernetesUser), cancellationToken);
            bool[] lists = await Task.WhenAll(ConsoleResource.All.Select(resource => client.ReviewAccessAsync(List(resource), cancellationToken))).ConfigureAwait(false);
            return facts with
            {
                CanImpersonate = await impersonated.ConfigureAwait(false),
                CannotList = [.. ConsoleResource.All.Where((_, i) => !lists[i]).Select(resource => resource.Name)],
            };
        }
        catch (EksConnectorException exception)
        {
            return facts with { Unread = Because(exception, s_reviewDenied) };
        }

        AccessCheck List(ConsoleResource resource) =>
            new("list", resource.Name) { User = principal.KubernetesUser, Groups = [KubernetesGroups.Authenticated], Group = resource.Group };
    }
}
