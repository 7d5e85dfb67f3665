using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Repair;
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

        // A changed template replaces running Pods, and the only copy of a key with them.
        if (snapshot.Cluster is { } present && KeyStorage.Unsaved(snapshot).Count > 0 && present.Settings?.ActivationId.Value == id)
        {
            return null;
        }

        return snapshot.Cluster switch
        {
            { IsHelm: true } => Helm(snapshot.Cluster, id, region),

            // The published manifest has its namespace written in.
            { Namespace: not ConnectorNames.Namespace } => null,
            _ => Apply(snapshot.Cluster, id, region),
        };
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

    /// <summary>Sets the region.</summary>
    public static FixCommand? SetRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Settings?.ActivationId.Value is { } id ? WithRestart(snapshot, Install(snapshot, id)) : null;

    /// <summary>Sets the activation ID.</summary>
    public static FixCommand? SetId(DiagnosisSnapshot snapshot, string id) => WithRestart(snapshot, Install(snapshot, id));

    /// <summary>
    /// Adds the deletion of the Pods that wait in connector-init, so that they do not wait for the next try or keep their old template. A Pod whose
    /// connector-init has ended is not deleted: its agent may have the only copy of a key.
    /// </summary>
    public static FixCommand? WithRestart(DiagnosisSnapshot snapshot, FixCommand? fix) =>
        DeletePods(snapshot, snapshot.Replicas.Where(pod => !pod.IsInitDone)) is { } restart ? FixCommand.Join(fix, restart) : fix;

    /// <summary>Deletes Pods.</summary>
    /// <returns>The command; null where there is none of them.</returns>
    public static FixCommand? DeletePods(DiagnosisSnapshot snapshot, IEnumerable<PodFacts> pods)
    {
        Argument[] names = [.. pods.Select(pod => Argument.Name(pod.Name))];
        return names.Length == 0 ? null : Kubectl(snapshot, ["delete", "pod", .. names]);
    }

    /// <summary>Deletes a state Secret, and the Pod that waits for it, so that the replica registers again.</summary>
    /// <returns>The commands; null where the activation is not known to allow another registration.</returns>
    public static FixCommand? RegisterAgain(DiagnosisSnapshot snapshot, StateFacts state) => snapshot.CanRegisterAgain
        ? WithRestart(snapshot, StateKubectl(snapshot, "delete", "secret", Argument.Name(state.Name)))
        : null;

    /// <summary>Makes the Role and the RoleBinding with which the connector stores its state as its manifest has them, and nothing else.</summary>
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

    /// <summary>Tells connector-init and connector-proxy to keep their state in the namespace that they are in.</summary>
    public static FixCommand? KeepStateHere(DiagnosisSnapshot snapshot)
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

    /// <summary>Takes the replicas away for which the connector's Role has no state Secret.</summary>
    public static FixCommand? ScaleDown(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Starts the connector.</summary>
    public static FixCommand? ScaleUp(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Has the token's Secret filled anew.</summary>
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

        // Running Pods get the new token from the kubelet within minutes.
        return WithRestart(snapshot, FixCommand.Join(
            Kubectl(snapshot, "delete", "secret", Argument.Name(name), "--ignore-not-found"),
            FixCommand.Of(new Pipeline(Kubectl(cluster, "apply", "-f", "-")) { Input = CommandJson.Text(secret) })));
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
