namespace EksConnector.Core.Connector;

/// <summary>Why something could not be read.</summary>
/// <param name="Why">The reason, which names the missing right where it is that.</param>
/// <param name="RecommendedAction">What to do about it; null where there is nothing to do.</param>
internal sealed record Unread(string Why, string? RecommendedAction = null)
{
    /// <summary>What was never asked for.</summary>
    public static Unread Kubernetes { get; } = new("the cluster was not queried");

    /// <summary>What was never asked for.</summary>
    public static Unread Aws { get; } = new("AWS was not queried");

    /// <summary>What the user may not do.</summary>
    /// <param name="verb">The verb that is missing.</param>
    /// <param name="resource">The resource in the plural.</param>
    /// <param name="group">The API group, as a sentence names it; null for the core group.</param>
    /// <param name="namespace">The namespace; null for a resource that has none.</param>
    public static Unread Denied(string verb, string resource, string? group, string? @namespace)
    {
        string where = @namespace is null ? string.Empty : $" in namespace '{@namespace}'";
        return new Unread(
            $"this user is not permitted to {verb} {resource}{where} (RBAC: verb {verb}, resource {resource}{(group is null ? string.Empty : $", {group}")})",
            $"Request the verb {verb} on {resource}{where}, or run this as a user who has it.");
    }

    /// <summary>Why something was not read, by what the API server answered.</summary>
    /// <param name="exception">The answer.</param>
    /// <param name="verb">The verb that it took.</param>
    /// <param name="resource">The resource in the plural.</param>
    /// <param name="group">The API group, as a sentence names it; null for the core group.</param>
    /// <param name="namespace">The namespace; null for a resource that has none.</param>
    public static Unread Because(EksConnectorException exception, string verb, string resource, string? group, string? @namespace) =>
        exception.ErrorId == ErrorIds.AccessDenied
            ? Denied(verb, resource, group, @namespace)
            : new Unread(OneLine.Of(exception.Message).TrimEnd('.'), OneLine.Of(exception.RecommendedAction));
}
