using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>The installation method of the connector. Helm adds labels to the objects it installs; the manifest does not.</summary>
internal static class Installation
{
    public static string? InstalledBy(StatefulSet? statefulSet)
    {
        if (statefulSet is null)
        {
            return null;
        }

        return IsHelm(statefulSet) ? StatusWords.Helm : StatusWords.Manifest;
    }

    public static string? HelmRelease(StatefulSet? statefulSet) =>
        statefulSet is not null && IsHelm(statefulSet)
            ? statefulSet.Metadata?.Annotations?.GetValueOrDefault(ConnectorNames.HelmReleaseAnnotation)
            : null;

    private static bool IsHelm(StatefulSet statefulSet) =>
        statefulSet.Metadata?.Labels?.GetValueOrDefault(ConnectorNames.ManagedByLabel) == "Helm"
        || statefulSet.Metadata?.Annotations?.ContainsKey(ConnectorNames.HelmReleaseAnnotation) == true;
}
