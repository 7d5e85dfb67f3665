using System.Text.RegularExpressions;

namespace EksConnector.Core.Connector;

/// <summary>Parses the ID of a managed instance, such as <c>eks_c:my-cluster_0123456789abcdef0</c>, which contains the cluster name.</summary>
internal static partial class InstanceName
{
    /// <summary>Returns the name of the cluster; null if the text is not a valid ID.</summary>
    public static string? ClusterOf(string? instanceId) =>
        instanceId is not null && InstanceId().Match(instanceId) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Returns the first ID in a text; null if there is none.</summary>
    public static string? FindIn(string text) => Somewhere().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>Returns whether a text is a valid name of a cluster in Amazon EKS.</summary>
    public static bool IsClusterName(string text) => ClusterName().IsMatch(text);

    [GeneratedRegex(@"\Aeks_c:(?<name>[0-9A-Za-z][A-Za-z0-9_-]{0,99})_[0-9A-Za-z_]{17}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InstanceId();

    [GeneratedRegex(@"eks_c:[0-9A-Za-z][A-Za-z0-9_-]{0,99}_[0-9A-Za-z]{17}(?![0-9A-Za-z_-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Somewhere();

    [GeneratedRegex(@"\A[0-9A-Za-z][A-Za-z0-9_-]{0,99}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ClusterName();
}
