namespace EksConnector.Core.Connector;

/// <summary>Why something could not be read.</summary>
/// <param name="Why">The reason, which names the missing right where it is that.</param>
/// <param name="RecommendedAction">What to do about it; null where there is nothing to do.</param>
internal sealed record Unread(string Why, string? RecommendedAction = null)
{
    /// <summary>What was never asked for.</summary>
    public static Unread Kubernetes { get; } = new("the cluster was not asked");

    /// <summary>What was never asked for.</summary>
    public static Unread Aws { get; } = new("AWS was not asked");
}
