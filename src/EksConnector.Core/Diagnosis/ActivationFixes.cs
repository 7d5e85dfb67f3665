using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// The commands that fix an activation for the cluster of a snapshot. They contain only values that were parsed, validated and quoted
/// again, and the variable EKS_ACTIVATION_CODE in place of the activation code.
/// </summary>
internal static class ActivationFixes
{
    /// <summary>Returns the commands that deregister the cluster, register it again, and configure the connector with the new activation.</summary>
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

    /// <summary>Returns the commands that apply the manifest, or upgrade the Helm release, with an activation.</summary>
    /// <param name="snapshot">The snapshot of the cluster.</param>
    /// <param name="id">The activation ID; null for the variable EKS_ACTIVATION_ID.</param>
    public static FixCommand? Install(DiagnosisSnapshot snapshot, string? id)
    {
        // A diagnostic bundle is not trusted, so the ID and the Region are validated again.
        if ((AwsRegion(snapshot) ?? snapshot.Settings?.Region.Value) is not { } region || !Setting.IsRegion(region) || (id is not null && !Setting.IsActivationId(id)))
        {
            return null;
        }

        // A changed template replaces running Pods, which may have the only copy of a key.
        if (snapshot.Cluster is { } present && KeyStorage.Unsaved(snapshot).Count > 0 && present.Settings?.ActivationId.Value == id)
        {
            return null;
        }

        return snapshot.Cluster switch
        {
            { IsHelm: true } => Helm(snapshot.Cluster, id, region),

            // The namespace is fixed in the published manifest.
            { Namespace: not ConnectorNames.Namespace } => null,
            _ => Apply(snapshot.Cluster, id, region),
        };
    }

    /// <summary>Returns the commands that update the activation code.</summary>
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

        if (snapshot.Settings is not { CodeKey: not ['-', ..] } settings
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
        return WithRestart(snapshot, FixCommand.Of(new Pipeline(create, Kubectl(cluster, "apply", "-f", "-"))));
    }

    /// <summary>Returns the commands that set the Region.</summary>
    public static FixCommand? SetRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Settings?.ActivationId.Value is { } id ? WithRestart(snapshot, Install(snapshot, id)) : null;

    /// <summary>Returns the commands that set the activation ID.</summary>
    public static FixCommand? SetId(DiagnosisSnapshot snapshot, string id) => WithRestart(snapshot, Install(snapshot, id));

    /// <summary>
    /// Adds the deletion of the Pods that are waiting in connector-init, so that they are re-created immediately with the new template. A Pod whose
    /// connector-init has completed is not deleted, because its agent may have the only copy of a key.
    /// </summary>
    public static FixCommand? WithRestart(DiagnosisSnapshot snapshot, FixCommand? fix) =>
        DeletePods(snapshot, snapshot.Replicas.Where(pod => !pod.IsInitDone)) is { } restart ? FixCommand.Join(fix, restart) : fix;

    /// <summary>Returns the command that deletes Pods.</summary>
    /// <returns>The command; null if there are no Pods.</returns>
    public static FixCommand? DeletePods(DiagnosisSnapshot snapshot, IEnumerable<PodFacts> pods)
    {
        Argument[] names = [.. pods.Select(pod => Argument.Name(pod.Name))];
        return names.Length == 0 ? null : Kubectl(snapshot, ["delete", "pod", .. names]);
    }

    /// <summary>Returns the commands that delete a state Secret and the Pod that uses it, so that the replica registers again.</summary>
    /// <returns>The commands; null if it is not known that the activation allows another registration.</returns>
    public static FixCommand? RegisterAgain(DiagnosisSnapshot snapshot, StateFacts state) => snapshot.CanRegisterAgain
        ? WithRestart(snapshot, StateKubectl(snapshot, "delete", "secret", Argument.Name(state.Name)))
        : null;

    /// <summary>Returns the commands that create the Role and the RoleBinding for the connector's state exactly as in its manifest.</summary>
    public static FixCommand? AllowState(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Cluster is not { } cluster || cluster.Ordinals() is not { Length: > 0 } ordinals || cluster.IsStateElsewhere
            || !Argument.Label(cluster.StateNamespace).IsAllowed || !Argument.Name(cluster.StatePrefix).IsAllowed
            || !Argument.ServiceAccount(cluster.Account.Namespace, cluster.Account.Name).IsAllowed)
        {
            return null;
        }

        JsonObject role = ManifestObjects.StateRole(cluster.StateNamespace, ordinals.Select(ordinal => $"{cluster.StatePrefix}-{ordinal}"));
        JsonObject binding = ManifestObjects.StateRoleBinding(cluster.StateNamespace, cluster.Account);
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray(role, binding) };
        return FixCommand.Of(new Pipeline(Kubectl(cluster, "apply", "-f", "-")) { Input = CommandJson.Text(list) });
    }

    /// <summary>Returns the commands that configure connector-init and connector-proxy to store their state in their own namespace.</summary>
    public static FixCommand? StoreStateInOwnNamespace(DiagnosisSnapshot snapshot)
    {
        ClusterSide cluster = snapshot.Cluster!;
        if (KeyStorage.Unsaved(snapshot).Count > 0 || !Argument.Label(cluster.Namespace).IsAllowed)
        {
            return null;
        }

        string value = $"--state.secretNamespace={cluster.Namespace}";
        return cluster.IsHelm
            ? FixCommand.Of(
                "helm",
                [
                    "upgrade",
                    Argument.HelmRelease(cluster.HelmRelease ?? "eks-connector"),
                    ConnectorNames.HelmChart,
                    "-n",
                    Argument.Label(cluster.Namespace),
                    .. KubectlTarget.Options(cluster.Kubectl, "--kube-context"),
                    .. ChartVersion(cluster),
                    "--reuse-values",
                    "--set",
                    $"secretOverrides.namespace={cluster.Namespace}",
                ])
            : cluster is { InitIndex: { } init, ProxyIndex: { } proxy }
                ? WithRestart(snapshot, Kubectl(
                    snapshot,
                    "patch",
                    "statefulset",
                    ConnectorNames.StatefulSet,
                    "--type=json",
                    "-p",
                    CommandJson.Text(new JsonArray(
                        CommandJson.Operation("add", $"/spec/template/spec/initContainers/{init}/args/-", value),
                        CommandJson.Operation("add", $"/spec/template/spec/containers/{proxy}/args/-", value)))))
                : null;
    }

    /// <summary>Returns the command that removes the replicas whose state Secrets are not in the connector's Role.</summary>
    public static FixCommand? ScaleDown(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Returns the command that starts the connector.</summary>
    public static FixCommand? ScaleUp(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Returns the commands that re-create the token in its Secret.</summary>
    public static FixCommand? RenewToken(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Cluster is not { IsHelm: false } cluster)
        {
            return null;
        }

        string name = snapshot.Access.Token?.Secret ?? ConnectorNames.TokenSecret;
        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = "kubernetes.io/service-account-token",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = cluster.Namespace,
                ["annotations"] = new JsonObject { ["kubernetes.io/service-account.name"] = cluster.Account.Name },
            },
        };

        // The kubelet updates the token in running Pods within minutes.
        return WithRestart(snapshot, FixCommand.Join(
            Kubectl(snapshot, "delete", "secret", Argument.Name(name), "--ignore-not-found"),
            FixCommand.Of(new Pipeline(Kubectl(cluster, "apply", "-f", "-")) { Input = CommandJson.Text(secret) })));
    }

    /// <summary>Returns the command that shows why a Pod does not start.</summary>
    public static FixCommand? DescribePod(DiagnosisSnapshot snapshot, string pod) => Kubectl(snapshot, "describe", "pod", Argument.Name(pod));

    /// <summary>Returns the command that describes the cluster in Amazon EKS.</summary>
    public static FixCommand? Describe(DiagnosisSnapshot snapshot) =>
        AwsName(snapshot) is { } name && AwsRegion(snapshot) is { } region
            ? FixCommand.Of(new PipelineStep(
                new Pipeline(new Command("aws", ["eks", "describe-cluster", "--name", name, "--region", region])),
                new Pipeline(new Command("Get-EKSCluster", ["-Name", name, "-Region", region]))))
            : null;

    /// <summary>Returns the command that lists the clusters in Amazon EKS.</summary>
    public static FixCommand? ListClusters(DiagnosisSnapshot snapshot) =>
        AwsRegion(snapshot) is { } region
            ? FixCommand.Of(new PipelineStep(
                new Pipeline(new Command("aws", ["eks", "list-clusters", "--include", "all", "--region", region])),
                new Pipeline(new Command("Get-EKSClusterList", ["-Include", "all", "-Region", region]))))
            : null;

    private static FixCommand? StateKubectl(DiagnosisSnapshot snapshot, params Argument[] arguments) =>
        KubectlTarget.Command(snapshot.Kubectl, ["-n", Argument.Label(snapshot.Cluster!.StateNamespace), .. arguments]);

    private static FixCommand? Apply(ClusterSide? cluster, string? id, string region) => FixCommand.Of(new ManifestScript(
        region,
        id ?? Argument.Variable(string.Empty, ConnectorNames.ActivationIdVariable),
        KubectlTarget.Kubectl(cluster?.Kubectl, "apply", "-f", "-")));

    // Arguments of a program are visible to other users of the machine, so helm reads the code from its input.
    private static FixCommand? Helm(ClusterSide cluster, string? id, string region) => FixCommand.Of(new Pipeline(new Command(
        "helm",
        [
            "upgrade",
            Argument.HelmRelease(cluster.HelmRelease ?? "eks-connector"),
            ConnectorNames.HelmChart,
            "-n",
            Argument.Label(cluster.Namespace),
            .. KubectlTarget.Options(cluster.Kubectl, "--kube-context"),
            .. ChartVersion(cluster),
            "--reuse-values",
            "--set",
            $"eks.agentRegion={region}",
            "--set",
            id is null ? Argument.Variable("eks.activationId=", ConnectorNames.ActivationIdVariable) : $"eks.activationId={id}",
            "-f",
            "-",
        ]))
    {
        Input = Argument.Of(
            new ArgumentPart("{\"eks\": {\"activationCode\": \""), new ArgumentPart(ConnectorNames.ActivationCodeVariable, IsVariable: true), new ArgumentPart("\"}}")),
    });

    // Without a version, Helm also upgrades the chart and the images.
    private static Argument[] ChartVersion(ClusterSide cluster) =>
        Argument.ChartVersion(cluster.HelmChartVersion) is { IsAllowed: true } version ? ["--version", version] : [];

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

    // The AWS CLI treats a comma as the end of the ARN.
    private static bool IsRole(string arn) => PrincipalArn.TryParse(arn) is { Kind: PrincipalKind.Role } && !arn.Contains(',', StringComparison.Ordinal);
}
