using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>
/// The permissions that are not defined by roles and bindings in the store. It starts with the users of the real test cluster;
/// a test can grant and revoke permissions.
/// </summary>
public sealed class AccessTable
{
    private const string ViewedResources =
        "bindings configmaps endpoints events limitranges namespaces namespaces/status persistentvolumeclaims pods pods/log " +
        "pods/status replicationcontrollers resourcequotas serviceaccounts services " +
        "controllerrevisions.apps daemonsets.apps deployments.apps replicasets.apps statefulsets.apps statefulsets/scale.apps " +
        "statefulsets/status.apps";

    private static readonly string[] s_publicPaths = ["/healthz", "/livez", "/readyz", "/version", "/api", "/apis", "/openapi"];

    private readonly ConcurrentDictionary<string, IReadOnlyList<AccessRule>> _rules = new(StringComparer.Ordinal)
    {
        ["system:masters"] = [new AccessRule("*", "*")],
        ["viewer"] = [new AccessRule("get list watch", ViewedResources)],
        ["lister"] = [new AccessRule("get list", "pods namespaces")],
        ["system:authenticated"] =
            [new AccessRule("create", "selfsubjectaccessreviews.authorization.k8s.io selfsubjectrulesreviews.authorization.k8s.io")],
    };

    private StoreSnapshot? _staleSnapshot;
    private int _staleReviews;

    /// <summary>Grants permissions to a user or a group.</summary>
    /// <param name="subject">The name of the user or group.</param>
    /// <param name="rules">The permissions.</param>
    public void Grant(string subject, params AccessRule[] rules) =>
        _rules.AddOrUpdate(subject, rules, (_, before) => [.. before, .. rules]);

    /// <summary>Revokes all permissions of a user or a group.</summary>
    /// <param name="subject">The name of the user or group.</param>
    public void Revoke(string subject) => _rules.TryRemove(subject, out _);

    /// <summary>
    /// Uses the current roles and bindings for the next access reviews, even if they change: the authorizer of a real server also sees
    /// changes with a delay.
    /// </summary>
    /// <param name="store">The store with the roles and bindings.</param>
    /// <param name="reviews">The number of access reviews.</param>
    public void Delay(ObjectStore store, int reviews)
    {
        ArgumentNullException.ThrowIfNull(store);
        _staleSnapshot = store.Current;
        Volatile.Write(ref _staleReviews, reviews);
    }

    internal bool Review(Caller caller, AccessCheck check, ObjectStore store) =>
        Allows(caller, check, Interlocked.Decrement(ref _staleReviews) >= 0 && _staleSnapshot is { } stale ? stale : store.Current);

    internal bool Allows(Caller caller, AccessCheck check, ObjectStore store) => Allows(caller, check, store.Current);

    private bool Allows(Caller caller, AccessCheck check, StoreSnapshot snapshot)
    {
        if (check.Path is { } path && check.Verb == "get" && IsPublic(caller, path))
        {
            return true;
        }

        return caller.Groups.Prepend(caller.Name).Any(subject =>
                _rules.TryGetValue(subject, out IReadOnlyList<AccessRule>? rules) && rules.Any(rule => rule.Allows(check)))
            || RbacAuthorizer.Allows(snapshot, caller, check);
    }

    /// <exception cref="ApiError">The caller does not have the permission.</exception>
    internal void EnsureAllowed(Caller caller, AccessCheck check, ObjectStore store)
    {
        if (!Allows(caller, check, store))
        {
            throw ApiError.Forbidden(caller.Name, check);
        }
    }

    // Version and health are available without authentication; discovery requires it.
    private static bool IsPublic(Caller caller, string path)
    {
        string? publicPath = Array.Find(s_publicPaths, known => path == known || path.StartsWith(known + "/", StringComparison.Ordinal));
        return publicPath is not null && (caller.IsAuthenticated || publicPath is not ("/api" or "/apis" or "/openapi"));
    }
}
