using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Reads the rows of kubectl get pods.</summary>
internal static partial class PodRows
{
    private static readonly Dictionary<string, string> s_codes = new(StringComparer.Ordinal)
    {
        ["Init:CrashLoopBackOff"] = FindingCodes.InitFailed,
        ["Init:Error"] = FindingCodes.InitFailed,
        ["CrashLoopBackOff"] = FindingCodes.PodNotReady,
        ["Error"] = FindingCodes.PodNotReady,
        ["ImagePullBackOff"] = FindingCodes.ImagePullFailed,
        ["Init:ImagePullBackOff"] = FindingCodes.ImagePullFailed,
        ["ErrImagePull"] = FindingCodes.ImagePullFailed,
        ["Init:ErrImagePull"] = FindingCodes.ImagePullFailed,
        ["InvalidImageName"] = FindingCodes.ImageNameInvalid,
        ["Init:InvalidImageName"] = FindingCodes.ImageNameInvalid,
        ["CreateContainerConfigError"] = FindingCodes.ContainerNotCreated,
        ["Init:CreateContainerConfigError"] = FindingCodes.ContainerNotCreated,
        ["CreateContainerError"] = FindingCodes.ContainerNotCreated,
        ["Init:CreateContainerError"] = FindingCodes.ContainerNotCreated,
        ["OOMKilled"] = FindingCodes.ContainerOutOfMemory,
        ["Init:OOMKilled"] = FindingCodes.ContainerOutOfMemory,
        ["Evicted"] = FindingCodes.PodEvicted,
        ["Pending"] = FindingCodes.PodNotStarting,
    };

    /// <summary>Finds out what a row means.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The code; null where it is of another pod, or of one that is well or on its way.</returns>
    public static string? CodeOf(string row) =>
        Row().Match(row) is { Success: true } match ? s_codes.GetValueOrDefault(match.Groups["status"].Value) : null;

    [GeneratedRegex(@"(?:\A|\s)eks-connector-[0-9]{1,3} +[0-9]+/[0-9]+ +(?<status>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
