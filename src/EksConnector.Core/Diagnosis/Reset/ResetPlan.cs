using System.Globalization;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The planned steps of a reset of one connector. It is data only: nothing has been changed yet.</summary>
internal sealed record ResetPlan
{
    /// <summary>The cluster.</summary>
    public required ClusterReference Cluster { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null if it is not needed.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The Region that the connector is to use.</summary>
    public required string Region { get; init; }

    /// <summary>The settings of the new registration; null if the current activation or a specified one is used.</summary>
    public Registration? Registration { get; init; }

    /// <summary>The current activation of the cluster in EKS; null if the cluster does not exist or EKS was not queried.</summary>
    public string? CurrentActivationId { get; init; }

    /// <summary>Whether the cluster is registered now and has to be deregistered first.</summary>
    public bool Deregisters { get; init; }

    /// <summary>The activation of a registration that was made elsewhere; null if none was specified.</summary>
    public GivenActivation? Given { get; init; }

    /// <summary>The Secret with the activation code.</summary>
    public required string CodeSecret { get; init; }

    /// <summary>The key of the code in that Secret.</summary>
    public required string CodeKey { get; init; }

    /// <summary>Whether the Secret with the activation code is immutable, and is deleted and created again.</summary>
    public bool RecreatesCodeSecret { get; init; }

    /// <summary>The namespace of the state Secrets.</summary>
    public required string StateNamespace { get; init; }

    /// <summary>The state Secrets of all replicas.</summary>
    public IReadOnlyList<string> StateSecrets { get; init; } = [];

    /// <summary>The state Secrets that exist and belong to another activation.</summary>
    public IReadOnlyList<string> OldStateSecrets { get; init; } = [];

    /// <summary>The names and UIDs of the Pods to re-create.</summary>
    public IReadOnlyList<(string Name, string Uid)> Pods { get; init; } = [];

    /// <summary>Whether the settings of an unfinished reset are stored in the cluster.</summary>
    public bool HasRecord { get; init; }

    /// <summary>A warning for the user; null if there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>The context, which identifies the cluster in messages.</summary>
    public string Context => Cluster.Context;

    /// <summary>Whether a new code is written.</summary>
    public bool WritesCode => Registration is not null || Given is not null;

    /// <summary>Returns the permissions that the user of the context needs.</summary>
    public IEnumerable<AccessCheck> Permissions()
    {
        if (WritesCode)
        {
            yield return Secret("get", CodeSecret);
            yield return Secret(RecreatesCodeSecret ? "delete" : "patch", CodeSecret);
            yield return new AccessCheck("get", "statefulsets") { Group = "apps", Namespace = Namespace, Name = ConnectorNames.StatefulSet };
            yield return new AccessCheck("patch", "statefulsets") { Group = "apps", Namespace = Namespace, Name = ConnectorNames.StatefulSet };
        }

        if (Registration is not null || (WritesCode && RecreatesCodeSecret))
        {
            yield return new AccessCheck("create", "secrets") { Namespace = Namespace };
        }

        if (Registration is not null)
        {
            if (HasRecord)
            {
                yield return Secret("patch", ResetRecord.SecretName);
            }
        }

        if (Registration is not null || HasRecord)
        {
            yield return Secret("get", ResetRecord.SecretName);
            yield return Secret("delete", ResetRecord.SecretName);
        }

        foreach (string name in StateSecrets)
        {
            yield return new AccessCheck("get", "secrets") { Namespace = StateNamespace, Name = name };
        }

        foreach (string name in OldStateSecrets)
        {
            yield return new AccessCheck("delete", "secrets") { Namespace = StateNamespace, Name = name };
        }

        yield return new AccessCheck("list", "pods") { Namespace = Namespace };
        if (Pods.Count > 0)
        {
            yield return new AccessCheck("get", "pods") { Namespace = Namespace };
            yield return new AccessCheck("delete", "pods") { Namespace = Namespace };
        }
    }

    /// <summary>Describes every step.</summary>
    /// <returns>A headline, and a line for each step.</returns>
    public string Describe()
    {
        string[] lines = [.. Lines().Select(line => "  " + line)];
        string of = ClusterName is null ? string.Empty : $" of cluster '{ClusterName}' in Region {Region}";
        return $"Reset the activation{of}:" + string.Concat(lines.Select(line => Environment.NewLine + line));
    }

    private AccessCheck Secret(string verb, string name) => new(verb, "secrets") { Namespace = Namespace, Name = name };

    private IEnumerable<string> Lines()
    {
        if (Registration is { } registration)
        {
            yield return $"store the settings of the registration in Secret/{ResetRecord.SecretName} until the reset is complete";
            if (Deregisters)
            {
                yield return $"deregister the cluster from Amazon EKS (activation {CurrentActivationId ?? "unknown"})";
            }

            yield return string.Create(
                CultureInfo.InvariantCulture, $"register the cluster again (role {registration.RoleArn}, provider {registration.Provider}, {registration.Tags.Count} tags)");
        }

        if (WritesCode)
        {
            yield return $"write the {(Given is null ? "new" : "specified")} activation code to Secret/{CodeSecret}{(RecreatesCodeSecret ? ", which is immutable and is therefore deleted and created again" : string.Empty)}";
        }

        foreach (string state in OldStateSecrets)
        {
            yield return $"delete Secret/{state}, the state of another activation";
        }

        if (WritesCode)
        {
            yield return $"set the activation ID{(Given is null ? string.Empty : " " + Given.Id)} and the Region {Region} in StatefulSet/{ConnectorNames.StatefulSet}";
        }

        foreach ((string pod, _) in Pods)
        {
            yield return $"delete Pod/{pod}, so that the StatefulSet re-creates it";
        }

        yield return Given is null ? "wait until the cluster is ACTIVE and an agent is online" : "wait until all replicas have registered";
        yield return "keep the roles, the service account, and the access of IAM principals";
    }
}
