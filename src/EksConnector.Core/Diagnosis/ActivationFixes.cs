using EksConnector.Core.Diagnosis.Facts;
using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// The commands that mend an activation, for the very cluster that was looked at. Only what was parsed and checked stands in
/// them, quoted anew; where the activation code has to be, there is the variable EKS_ACTIVATION_CODE.
/// </summary>
internal static class ActivationFixes
{
    /// <summary>Deregisters the cluster, registers it again, and hands the new activation to the connector.</summary>
    public static FixCommand? Reregister(DiagnosisSnapshot snapshot)
    {
        if (AwsName(snapshot) is not { } name || AwsRegion(snapshot) is not { } region || snapshot.Eks is not { RoleArn: { } role, Provider: { } provider }
            || !IsRole(role) || !IsWord(provider))
        {
            return null;
        }

        Argument[] cluster = ["--name", name, "--region", region];
        Argument[] parameters = ["-Name", name, "-Region", region];
        return FixCommand.Join(
            FixCommand.Of(new PipelineStep(
                new Pipeline(new Command("aws", ["eks", "deregister-cluster", .. cluster])),
                new Pipeline(new Command("Unregister-EKSCluster", [.. parameters, "-Force"])))),
            FixCommand.Of(new RegisterScript(
                new Command(
                    "aws",
                    [
                        "eks", "register-cluster", .. cluster, "--connector-config", $"roleArn={role},provider={provider}",
                        "--query", "cluster.connectorConfig.[activationId,activationCode]", "--output", "text",
                    ]),
                new Command(
                    "Register-EKSCluster",
                    [.. parameters, "-ConnectorConfig_RoleArn", Argument.Quoted(role), "-ConnectorConfig_Provider", provider]))),
            Install(snapshot, id: null));
    }

    /// <summary>Applies the manifest, or upgrades the Helm release, with an activation.</summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="id">The activation's id; null for the variable EKS_ACTIVATION_ID.</param>
    public static FixCommand? Install(DiagnosisSnapshot snapshot, string? id)
    {
        // A bundle that somebody handed over can have anything where an id or a region was read.
        if ((AwsRegion(snapshot) ?? snapshot.Settings?.Region.Value) is not { } region || !Setting.IsRegion(region) || (id is not null && !Setting.IsActivationId(id)))
        {
            return null;
        }

        return snapshot.Cluster is { IsHelm: true } ? Helm(snapshot.Cluster, id, region) : Apply(snapshot.Cluster, id, region);
    }

    /// <summary>Writes the activation code anew.</summary>
    public static FixCommand? WriteCode(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Cluster is not { } cluster)
        {
            return null;
        }

        if (cluster.IsHelm)
        {
            return snapshot.Settings?.ActivationId.Value is { } id ? Install(snapshot, id) : null;
        }

        if (snapshot.Settings is not { } settings
            || !settings.CodeKey.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return null;
        }

        Command create = Kubectl(
            cluster,
            "-n",
            Argument.Label(cluster.Namespace),
            "create",
            "secret",
            "generic",
            Argument.Name(settings.CodeSecret),
            Argument.Variable($"--from-literal={settings.CodeKey}=", ConnectorNames.ActivationCodeVariable),
            "--dry-run=client",
            "-o",
            "yaml");
        return FixCommand.Join(FixCommand.Of(new Pipeline(create, Kubectl(cluster, "apply", "-f", "-"))), RestartPods(snapshot));
    }

    /// <summary>Sets the region.</summary>
    public static FixCommand? SetRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Settings?.ActivationId.Value is { } id ? FixCommand.Join(Install(snapshot, id), RestartPods(snapshot)) : null;

    /// <summary>Makes the StatefulSet make its pods anew: connector-init then runs with the present settings.</summary>
    public static FixCommand? RestartPods(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "delete", "pod", "-l", ConnectorNames.PodSelector);

    /// <summary>Deletes one pod.</summary>
    public static FixCommand? DeletePod(DiagnosisSnapshot snapshot, string pod) => Kubectl(snapshot, "delete", "pod", Argument.Name(pod));

    /// <summary>Deletes a state Secret.</summary>
    public static FixCommand? DeleteState(DiagnosisSnapshot snapshot, string secret) => Kubectl(snapshot, "delete", "secret", Argument.Name(secret));

    /// <summary>Binds the Role to the connector's service account.</summary>
    public static FixCommand? BindRole(DiagnosisSnapshot snapshot) => Kubectl(
        snapshot,
        "create",
        "rolebinding",
        ConnectorNames.StateRole,
        $"--role={ConnectorNames.StateRole}",
        Argument.ServiceAccount(snapshot.Cluster?.Namespace, ConnectorNames.ServiceAccount));

    /// <summary>Starts the connector.</summary>
    public static FixCommand? ScaleUp(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Has the token's Secret filled anew.</summary>
    public static FixCommand? RenewToken(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Cluster is not { IsHelm: false } cluster)
        {
            return null;
        }

        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = "kubernetes.io/service-account-token",
            ["metadata"] = new JsonObject
            {
                ["name"] = ConnectorNames.TokenSecret,
                ["namespace"] = cluster.Namespace,
                ["annotations"] = new JsonObject { ["kubernetes.io/service-account.name"] = ConnectorNames.ServiceAccount },
            },
        };
        return FixCommand.Join(
            Kubectl(snapshot, "delete", "secret", ConnectorNames.TokenSecret, "--ignore-not-found"),
            FixCommand.Of(new Pipeline(Kubectl(cluster, "apply", "-f", "-")) { Input = CommandJson.Text(secret) }),
            RestartPods(snapshot));
    }

    /// <summary>Shows why a pod does not start.</summary>
    public static FixCommand? DescribePod(DiagnosisSnapshot snapshot, string pod) => Kubectl(snapshot, "describe", "pod", Argument.Name(pod));

    /// <summary>Asks EKS for the cluster.</summary>
    public static FixCommand? Describe(DiagnosisSnapshot snapshot) =>
        AwsName(snapshot) is { } name && AwsRegion(snapshot) is { } region
            ? FixCommand.Of(new PipelineStep(
                new Pipeline(new Command("aws", ["eks", "describe-cluster", "--name", name, "--region", region])),
                new Pipeline(new Command("Get-EKSCluster", ["-Name", name, "-Region", region]))))
            : null;

    /// <summary>Asks EKS which clusters there are.</summary>
    public static FixCommand? ListClusters(DiagnosisSnapshot snapshot) =>
        AwsRegion(snapshot) is { } region
            ? FixCommand.Of(new PipelineStep(
                new Pipeline(new Command("aws", ["eks", "list-clusters", "--include", "all", "--region", region])),
                new Pipeline(new Command("Get-EKSClusterList", ["-Include", "all", "-Region", region]))))
            : null;

    private static FixCommand? Apply(ClusterSide? cluster, string? id, string region) => FixCommand.Of(new ManifestScript(
        region,
        id ?? Argument.Variable(string.Empty, ConnectorNames.ActivationIdVariable),
        KubectlTarget.Kubectl(cluster?.Kubectl, "apply", "-f", "-")));

    private static FixCommand? Helm(ClusterSide cluster, string? id, string region) => FixCommand.Of(
        "helm",
        [
            "upgrade",
            Argument.HelmRelease(cluster.HelmRelease ?? "eks-connector"),
            ConnectorNames.HelmChart,
            "-n",
            Argument.Label(cluster.Namespace),
            .. KubectlTarget.Options(cluster.Kubectl, "--kube-context"),
            "--reuse-values",
            "--set",
            $"eks.agentRegion={region}",
            "--set",
            id is null ? Argument.Variable("eks.activationId=", ConnectorNames.ActivationIdVariable) : $"eks.activationId={id}",
            "--set",
            Argument.Variable("eks.activationCode=", ConnectorNames.ActivationCodeVariable),
        ]);

    private static FixCommand? Kubectl(DiagnosisSnapshot snapshot, params Argument[] arguments) =>
        snapshot.Cluster is { } cluster
            ? KubectlTarget.Command(cluster.Kubectl, ["-n", Argument.Label(cluster.Namespace), .. arguments])
            : null;

    private static Command Kubectl(ClusterSide cluster, params Argument[] arguments) => KubectlTarget.Kubectl(cluster.Kubectl, arguments);

    private static string? AwsName(DiagnosisSnapshot snapshot) =>
        snapshot.ClusterName is { } name && InstanceName.IsClusterName(name) ? name : null;

    private static string? AwsRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Aws?.Region is { } region && Setting.IsRegion(region) ? region : null;

    private static bool IsWord(string text) => text.Length is > 0 and < 40 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    // A comma would end the ARN to the AWS CLI.
    private static bool IsRole(string arn) => PrincipalArn.TryParse(arn) is { Kind: PrincipalKind.Role } && !arn.Contains(',', StringComparison.Ordinal);
}
