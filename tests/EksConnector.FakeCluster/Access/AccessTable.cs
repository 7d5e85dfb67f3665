using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>
/// Who may do what, besides what the roles and bindings in the store say. It starts with the users of the real test cluster; a
/// test may grant more or take rights away.
/// </summary>
public sealed class AccessTable
{
    private const string ViewedResources =
        "bindings configmaps endpoints events limitranges namespaces namespaces/status persistentvolumeclaims pods pods/log " +
        "pods/status replicationcontrollers resourcequotas serviceaccounts services " +
        "controllerrevisions.apps daemonsets.apps deployments.apps replicasets.apps statefulsets.apps statefulsets/scale.apps " +
        "statefulsets/status.apps";

    private static readonly string[] s_openPaths = ["/healthz", "/livez", "/readyz", "/version", "/api", "/apis", "/openapi"];

    private readonly ConcurrentDictionary<string, IReadOnlyList<AccessRule>> _rules = new(StringComparer.Ordinal)
    {
        ["system:masters"] = [new AccessRule("*", "*")],
        ["viewer"] = [new AccessRule("get list watch", ViewedResources)],
        ["lister"] = [new AccessRule("get list", "pods namespaces")],
        ["system:authenticated"] =
            [new AccessRule("create", "selfsubjectaccessreviews.authorization.k8s.io selfsubjectrulesreviews.authorization.k8s.io")],
    };

    private StoreSnapshot? _past;
    private int _delayedReviews;

    /// <summary>Gives a user or a group more rights.</summary>
    /// <param name="subject">The user's or the group's name.</param>
    /// <param name="rules">The rights.</param>
    public void Grant(string subject, params AccessRule[] rules) =>
        _rules.AddOrUpdate(subject, rules, (_, before) => [.. before, .. rules]);

    /// <summary>Takes all rights of a user or a group away.</summary>
    /// <param name="subject">The user's or the group's name.</param>
    public void Revoke(string subject) => _rules.TryRemove(subject, out _);

    /// <summary>
    /// Lets the next access reviews be answered from the roles and bindings as they are now: a real server's authorizer hears
    /// of changes a moment later.
    /// </summary>
    /// <param name="store">The store that is reviewed.</param>
    /// <param name="reviews">How many reviews.</param>
    public void Delay(ObjectStore store, int reviews)
    {
        ArgumentNullException.ThrowIfNull(store);
        _past = store.Current;
        Volatile.Write(ref _delayedReviews, reviews);
    }

    internal bool Review(Caller caller, AccessCheck question, ObjectStore store) =>
        Allows(caller, question, Interlocked.Decrement(ref _delayedReviews) >= 0 && _past is { } past ? past : store.Current);

    internal bool Allows(Caller caller, AccessCheck question, ObjectStore store) => Allows(caller, question, store.Current);

    private bool Allows(Caller caller, AccessCheck question, StoreSnapshot snapshot)
    {
        if (question.Path is { } path && question.Verb == "get" && IsOpen(caller, path))
        {
            return true;
        }

        return caller.Groups.Prepend(caller.Name).Any(subject =>
                _rules.TryGetValue(subject, out IReadOnlyList<AccessRule>? rules) && rules.Any(rule => rule.Allows(question)))
            || RbacAuthorizer.Allows(snapshot, caller, question);
    }

    /// <exception cref="ApiError">The caller may not.</exception>
    internal void Demand(Caller caller, AccessCheck question, ObjectStore store)
    {
        if (!Allows(caller, question, store))
        {
            throw ApiError.Forbidden(caller.Name, question);
        }
    }

    // Version and health are open to everybody, discovery to everybody who is known.
    private static bool IsOpen(Caller caller, string path)
    {
        string? open = Array.Find(s_openPaths, known => path == known || path.StartsWith(known + "/", StringComparison.Ordinal));
        return open is not null && (caller.IsKnown || open is not ("/api" or "/apis" or "/openapi"));
    }
}
