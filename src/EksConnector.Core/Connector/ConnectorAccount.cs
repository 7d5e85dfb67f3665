using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>The service account that a connector runs as.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record ConnectorAccount(string Namespace, string Name)
{
    /// <summary>The connector's StatefulSet; null where it may not be read, or is not there.</summary>
    public StatefulSet? StatefulSet { get; init; }

    /// <summary>The name of the service account as a user.</summary>
    public string User => $"system:serviceaccount:{Namespace}:{Name}";

    /// <summary>The groups that the API server gives it.</summary>
    public IReadOnlyList<string> Groups =>
        ["system:serviceaccounts", $"system:serviceaccounts:{Namespace}", KubernetesGroups.Authenticated];

    /// <summary>The account that the pods of a StatefulSet run as.</summary>
    /// <param name="statefulSet">The StatefulSet; null where it may not be read, and the manifest's account is assumed.</param>
    /// <param name="namespace">Its namespace.</param>
    public static ConnectorAccount Of(StatefulSet? statefulSet, string @namespace)
    {
        string? named = statefulSet is null ? ConnectorNames.ServiceAccount : statefulSet.Spec?.Template?.Spec?.ServiceAccountName;
        return new ConnectorAccount(@namespace, string.IsNullOrEmpty(named) ? "default" : named) { StatefulSet = statefulSet };
    }
}
