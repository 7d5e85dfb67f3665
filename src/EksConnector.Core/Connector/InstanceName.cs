using System.Text.RegularExpressions;

namespace EksConnector.Core.Connector;

/// <summary>Reads the cluster's name out of a managed instance's id, such as <c>eks_c:my-cluster_0123456789abcdef0</c>.</summary>
internal static partial class InstanceName
{
    /// <summary>The cluster's name; null where the text is no such id.</summary>
    public static string? ClusterOf(string? instanceId) =>
        instanceId is not null && InstanceId().Match(instanceId) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The first such id in a text; null where there is none.</summary>
    public static string? FindIn(string text) => Somewhere().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>Whether a text can be the name of a cluster in EKS.</summary>
    public static bool IsClusterName(string text) => ClusterName().IsMatch(text);

    [GeneratedRegex(@"\Aeks_c:(?<name>[0-9A-Za-z][A-Za-z0-9_-]{0,99})_[0-9A-Za-z_]{17}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InstanceId();

    [GeneratedRegex(@"eks_c:[0-9A-Za-z][A-Za-z0-9_-]{0,99}_[0-9A-Za-z]{17}(?![0-9A-Za-z_-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Somewhere();

    [GeneratedRegex(@"\A[0-9A-Za-z][A-Za-z0-9_-]{0,99}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ClusterName();
}
