using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Parses the rows of kubectl get pods.</summary>
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
        ["RunContainerError"] = FindingCodes.ContainerNotCreated,
        ["Init:RunContainerError"] = FindingCodes.ContainerNotCreated,
        ["StartError"] = FindingCodes.ContainerNotCreated,
        ["Init:StartError"] = FindingCodes.ContainerNotCreated,
        ["ErrImageNeverPull"] = FindingCodes.ImagePullFailed,
        ["Init:ErrImageNeverPull"] = FindingCodes.ImagePullFailed,
        ["ImageInspectError"] = FindingCodes.ImagePullFailed,
        ["Init:ImageInspectError"] = FindingCodes.ImagePullFailed,
        ["RegistryUnavailable"] = FindingCodes.RegistryUnreachable,
        ["Init:RegistryUnavailable"] = FindingCodes.RegistryUnreachable,
        ["SignatureValidationFailed"] = FindingCodes.ImageSignatureRejected,
        ["Init:SignatureValidationFailed"] = FindingCodes.ImageSignatureRejected,
        ["OOMKilled"] = FindingCodes.ContainerOutOfMemory,
        ["Init:OOMKilled"] = FindingCodes.ContainerOutOfMemory,
        ["Evicted"] = FindingCodes.PodEvicted,
        ["NodeLost"] = FindingCodes.NodeNotReady,
        ["Unknown"] = FindingCodes.NodeNotReady,
        ["ContainerStatusUnknown"] = FindingCodes.PodNotReady,
        ["OutOfcpu"] = FindingCodes.PodLacksResources,
        ["OutOfmemory"] = FindingCodes.PodLacksResources,
        ["OutOfpods"] = FindingCodes.PodLacksResources,
        ["Pending"] = FindingCodes.PodNotStarting,
    };

    /// <summary>Parses a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The Pod, the code for its status, and whether all containers are running; null if the row is for another Pod.</returns>
    public static (string Pod, string? Code, bool IsRunning)? Read(string row)
    {
        Match match = Row().Match(row);
        if (!match.Success)
        {
            return null;
        }

        string status = match.Groups["status"].Value;
        return (match.Groups["pod"].Value, s_codes.GetValueOrDefault(status), status == "Running" && match.Groups["ready"].Value == match.Groups["all"].Value);
    }

    [GeneratedRegex(@"(?:\A|[\s""])(?<pod>eks-connector-[0-9]{1,3}) +(?<ready>[0-9]+)/(?<all>[0-9]+) +(?<status>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
