using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>Who looks after an object, as far as its marks and its name say.</summary>
/// <param name="Text">The owner, for a person.</param>
internal sealed record ObjectOwner(string Text)
{
    private const string HelmNamespaceAnnotation = "meta.helm.sh/release-namespace";
    private const string ChartLabel = "helm.sh/chart";
    private const string BootstrapLabel = "kubernetes.io/bootstrapping";

    // The names in the files that the user guide of EKS tells to apply. The chart uses the first as well; its objects have Helm's marks.
    private static readonly (string Prefix, string File)[] s_templates =
    [
        ("eks-connector-service", "eks-connector-clusterrole.yaml"),
        ("eks-connector-console-dashboard-full-access-", "eks-connector-console-dashboard-full-access-group.yaml"),
        ("eks-connector-console-dashboard-restricted-access-", "eks-connector-console-dashboard-restricted-access-group.yaml"),
    ];

    /// <summary>The Helm release; null where Helm does not own it.</summary>
    public string? HelmRelease { get; private init; }

    /// <summary>The namespace of the Helm release.</summary>
    public string? HelmNamespace { get; private init; }

    /// <summary>The chart with its version, such as <c>eks-connector-chart-0.0.11</c>; null where the object does not say it.</summary>
    public string? HelmChart { get; private init; }

    /// <summary>Whether it is the module's.</summary>
    public bool IsModule { get; private init; }

    /// <summary>Whether Kubernetes itself made it, so that it is made again when it is deleted.</summary>
    public bool IsKubernetes { get; private init; }

    /// <summary>Tells who owns an object.</summary>
    public static ObjectOwner Of(ObjectMeta? metadata)
    {
        if (RbacObject.IsOurs(metadata))
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

    /// <summary>Who owns what a grant is made of: that is its binding's owner, and the role's where it is another.</summary>
    public static IEnumerable<string> TextsOf(IEnumerable<RbacGrant> grants) =>
        grants.Select(grant => Of(grant.Binding.Metadata).Text).Distinct(StringComparer.Ordinal);
}
