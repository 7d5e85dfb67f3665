namespace EksConnector;

/// <summary>
/// What is wrong with one connector, and what to do. An object is always true in an <c>if</c>: ask <see cref="IsHealthy"/>, or use
/// -Quiet.
/// </summary>
public sealed class Diagnosis
{
    /// <summary>The kubeconfig context; the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The connector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in EKS; null where it is not known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>
    /// Whether nothing was found that keeps the connector from working and its connection was seen; null where nothing was found, but
    /// it is not known whether it is connected. A warning does not make a connector unhealthy.
    /// </summary>
    public required bool? IsHealthy { get; init; }

    /// <summary>
    /// Whether agents were seen to be connected with EKS, in their logs or by Systems Manager, if only one of them; null where neither could be looked at.
    /// </summary>
    public bool? IsConnected { get; init; }

    /// <summary>The code of what has to be mended first (see <see cref="FindingCodes"/>); null where nothing has.</summary>
    public string? RootCause { get; init; }

    /// <summary>What is wrong, in a sentence; for a healthy connector what was seen to work, and what could not be looked at.</summary>
    public required string Summary { get; init; }

    /// <summary>What was seen of the root cause, and where; null where nothing is wrong, or the summary says all.</summary>
    public string? Evidence { get; init; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>What to type for it in a POSIX shell, with kubectl, helm and the AWS CLI; null where there is nothing to type.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The same for PowerShell, with this module, kubectl, helm and AWS.Tools.EKS; null where there is nothing to type.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>When the cluster was looked at, in local time by this machine's clock.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Everything that was looked at: first the root cause, then what failed, warned, passed and was skipped.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Names the cluster and the verdict.</summary>
    /// <returns>Such as <c>edge-berlin: ImageNotFound</c> or <c>edge-berlin: healthy</c>.</returns>
    public override string ToString() => $"{Context}: {RootCause ?? (IsHealthy == true ? "healthy" : "unknown")}";
}
