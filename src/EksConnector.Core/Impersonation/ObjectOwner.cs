using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The owner of an object, according to its labels, annotations and name.</summary>
/// <param name="Text">The display name of the owner.</param>
internal sealed record ObjectOwner(string Text)
{
    private const string HelmNamespaceAnnotation = "meta.helm.sh/release-namespace";
    private const string ChartLabel = "helm.sh/chart";
    private const string BootstrapLabel = "kubernetes.io/bootstrapping";

    // The names in the files of the Amazon EKS User Guide. The chart also uses the first name, but its objects have Helm annotations.
    private static readonly (string Prefix, string File)[] s_templates =
    [
        ("eks-connector-service", "eks-connector-clusterrole.yaml"),
        ("eks-connector-console-dashboard-full-access-", "eks-connector-console-dashboard-full-access-group.yaml"),
        ("eks-connector-console-dashboard-restricted-access-", "eks-connector-console-dashboard-restricted-access-group.yaml"),
    ];

    /// <summary>The Helm release; null if Helm does not manage the object.</summary>
    public string? HelmRelease { get; private init; }

    /// <summary>The namespace of the Helm release.</summary>
    public string? HelmNamespace { get; private init; }

    /// <summary>The chart with its version, such as <c>eks-connector-chart-0.0.11</c>; null if the object does not have the chart label.</summary>
    public string? HelmChart { get; private init; }

    /// <summary>Whether this module manages the object.</summary>
    public bool IsModule { get; private init; }

    /// <summary>Whether it is a default object of Kubernetes, which is re-created after a deletion.</summary>
    public bool IsKubernetes { get; private init; }

    /// <summary>Returns the owner of an object.</summary>
    public static ObjectOwner Of(ObjectMeta? metadata)
    {
        if (RbacObject.IsManagedByModule(metadata))
        {
            return new ObjectOwner(ImpersonationNames.Manager) { IsModule = true };
        }

        if (metadata?.Annotations?.GetValueOrDefault(ConnectorNames.HelmReleaseAnnotation) is { Length: > 0 } release)
        {
            string? @namespace = metadata.Annotations.GetValueOrDefault(HelmNamespaceAnnotation);
            return new ObjectOwner($"Helm release {OneLine.Of(release)}{(@namespace is null ? string.Empty : $" (namespace {OneLine.Of(@namespace)})")}")
            {
                HelmRelease = release,
                HelmNamespace = @namespace,
                HelmChart = metadata.Labels?.GetValueOrDefault(ChartLabel),
            };
        }

        if (metadata?.Labels?.GetValueOrDefault(ConnectorNames.ManagedByLabel) is { Length: > 0 } manager)
        {
            return new ObjectOwner(OneLine.Of(manager));
        }

        if (metadata?.Labels?.ContainsKey(BootstrapLabel) == true)
        {
            return new ObjectOwner("Kubernetes") { IsKubernetes = true };
        }

        string? file = Array.Find(s_templates, template => metadata?.Name?.StartsWith(template.Prefix, StringComparison.Ordinal) == true).File;
        return new ObjectOwner(file is null ? "unknown" : $"template {file}");
    }

    /// <summary>Returns the distinct owners of the bindings of grants.</summary>
    public static IEnumerable<string> TextsOf(IEnumerable<RbacGrant> grants) =>
        grants.Select(grant => Of(grant.Binding.Metadata).Text).Distinct(StringComparer.Ordinal);
}
