namespace EksConnector.Core.Connector;

/// <summary>The reason why data could not be read.</summary>
/// <param name="Why">The reason, including the missing permission if access was denied.</param>
/// <param name="RecommendedAction">The recommended action; null if there is none.</param>
internal sealed record Unread(string Why, string? RecommendedAction = null)
{
    /// <summary>The reason if the cluster was not queried.</summary>
    public static Unread Kubernetes { get; } = new("the cluster was not queried");

    /// <summary>The reason if AWS was not queried.</summary>
    public static Unread Aws { get; } = new("AWS was not queried");

    /// <summary>Creates the reason for a missing permission.</summary>
    /// <param name="verb">The missing verb.</param>
    /// <param name="resource">The plural name of the resource.</param>
    /// <param name="group">The API group, for use in a sentence; null for the core group.</param>
    /// <param name="namespace">The namespace; null for a cluster-scoped resource.</param>
    public static Unread Denied(string verb, string resource, string? group, string? @namespace)
    {
        string where = @namespace is null ? string.Empty : $" in namespace '{@namespace}'";
        return new Unread(
            $"this user is not permitted to {verb} {resource}{where} (RBAC: verb {verb}, resource {resource}{(group is null ? string.Empty : $", {group}")})",
            $"Request the verb {verb} on {resource}{where}, or run this as a user who has it.");
    }

    /// <summary>Creates the reason from an error of the API server.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="verb">The verb of the request.</param>
    /// <param name="resource">The plural name of the resource.</param>
    /// <param name="group">The API group, for use in a sentence; null for the core group.</param>
    /// <param name="namespace">The namespace; null for a cluster-scoped resource.</param>
    public static Unread Because(EksConnectorException exception, string verb, string resource, string? group, string? @namespace) =>
        exception.ErrorId == ErrorIds.AccessDenied
            ? Denied(verb, resource, group, @namespace)
            : new Unread(OneLine.Of(exception.Message).TrimEnd('.'), OneLine.Of(exception.RecommendedAction));
}
