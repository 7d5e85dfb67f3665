using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>The service account that a connector runs as.</summary>
/// <param name="Namespace">The namespace of the service account.</param>
/// <param name="Name">The name of the service account.</param>
internal sealed record ConnectorAccount(string Namespace, string Name)
{
    /// <summary>The StatefulSet of the connector; null if it does not exist or cannot be read.</summary>
    public StatefulSet? StatefulSet { get; init; }

    /// <summary>The user name of the service account.</summary>
    public string User => $"system:serviceaccount:{Namespace}:{Name}";

    /// <summary>The groups that the API server adds to the service account.</summary>
    public IReadOnlyList<string> Groups =>
        ["system:serviceaccounts", $"system:serviceaccounts:{Namespace}", KubernetesGroups.Authenticated];

    /// <summary>Returns the service account that the Pods of a StatefulSet run as.</summary>
    /// <param name="statefulSet">The StatefulSet; if null, because it cannot be read, the account of the manifest is assumed.</param>
    /// <param name="namespace">The namespace of the StatefulSet.</param>
    public static ConnectorAccount Of(StatefulSet? statefulSet, string @namespace)
    {
        string? named = statefulSet is null ? ConnectorNames.ServiceAccount : statefulSet.Spec?.Template?.Spec?.ServiceAccountName;
        return new ConnectorAccount(@namespace, string.IsNullOrEmpty(named) ? "default" : named) { StatefulSet = statefulSet };
    }
}
