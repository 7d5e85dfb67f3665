using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// The commands that mend an activation, for the very cluster that was looked at. Only what was parsed and checked stands in
/// them, quoted anew; where the activation code has to be, there is the variable EKS_ACTIVATION_CODE.
/// </summary>
internal static class ActivationFixes
{
    private const string Provider = "provider=";
    private const string Role = "roleArn=";

    /// <summary>Deregisters the cluster, registers it again, and hands the new activation to the connector.</summary>
    public static FixCommand? Reregister(DiagnosisSnapshot snapshot)
    {
        if (AwsName(snapshot) is not { } name || AwsRegion(snapshot) is not { } region || snapshot.Eks is not { RoleArn: { } role, Provider: { } provider }
            || !IsArn(role) || !IsWord(provider))
        {
            return null;
        }

        string id = "EKS_ACTIVATION_ID", code = "EKS_ACTIVATION_CODE";
        var register = new FixCommand(
            $"""
            aws eks deregister-cluster --name {name} --region {region}
            set -- $(aws eks register-cluster --name {name} --region {region} --connector-config {CommandText.ForShell($"{Role}{role},{Provider}{provider}")} --query 'cluster.connectorConfig.[activationId,activationCode]' --output text)
            {id}=$1; {code}=$2
            """.ReplaceLineEndings("\n"),
            $"""
            Unregister-EKSCluster -Name {name} -Region {region} -Force
            $activation = (Register-EKSCluster -Name {name} -Region {region} -ConnectorConfig_RoleArn {CommandText.ForPowerShell(role)} -ConnectorConfig_Provider {provider}).ConnectorConfig
            $env:{id}, $env:{code} = $activation.ActivationId, $activation.ActivationCode
            """.ReplaceLineEndings("\n"));
        return FixCommand.Join(register, Install(snapshot, id: null));
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
            || Kubectl(snapshot, "create", "secret", "generic", settings.CodeSecret) is not { } create
            || Kubectl(cluster, "apply", "-f", "-") is not { } apply
            || !settings.CodeKey.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return null;
        }

        var write = new FixCommand(
            $"{create.Shell} --from-literal={settings.CodeKey}=\"$EKS_ACTIVATION_CODE\" --dry-run=client -o yaml | {apply.Shell}",
            $"{create.PowerShell} \"--from-literal={settings.CodeKey}=$env:EKS_ACTIVATION_CODE\" --dry-run=client -o yaml | {apply.PowerShell}");
        return FixCommand.Join(write, RestartPods(snapshot));
    }

    /// <summary>Sets the region.</summary>
    public static FixCommand? SetRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Settings?.ActivationId.Value is { } id ? FixCommand.Join(Install(snapshot, id), RestartPods(snapshot)) : null;

    /// <summary>Makes the StatefulSet make its pods anew: connector-init then runs with the present settings.</summary>
    public static FixCommand? RestartPods(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "delete", "pod", "-l", ConnectorNames.PodSelector);

    /// <summary>Deletes one pod.</summary>
    public static FixCommand? DeletePod(DiagnosisSnapshot snapshot, string pod) => Kubectl(snapshot, "delete", "pod", pod);

    /// <summary>Deletes a state Secret.</summary>
    public static FixCommand? DeleteState(DiagnosisSnapshot snapshot, string secret) => Kubectl(snapshot, "delete", "secret", secret);

    /// <summary>Binds the Role to the connector's service account.</summary>
    public static FixCommand? BindRole(DiagnosisSnapshot snapshot) => Kubectl(
        snapshot,
        "create",
        "rolebinding",
        ConnectorNames.StateRole,
        $"--role={ConnectorNames.StateRole}",
        $"--serviceaccount={snapshot.Cluster?.Namespace}:{ConnectorNames.ServiceAccount}");

    /// <summary>Starts the connector.</summary>
    public static FixCommand? ScaleUp(DiagnosisSnapshot snapshot) => Kubectl(snapshot, "scale", "statefulset", ConnectorNames.StatefulSet, "--replicas=2");

    /// <summary>Has the token's Secret filled anew.</summary>
    public static FixCommand? RenewToken(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Cluster is not { IsHelm: false } cluster || !KubernetesName.IsLabel(cluster.Namespace) || Kubectl(cluster) is not { } kubectl)
        {
            return null;
        }

        string secret = $$$$"""{"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/service-account-token","metadata":{"name":"{{{{ConnectorNames.TokenSecret}}}}","namespace":"{{{{cluster.Namespace}}}}","annotations":{"kubernetes.io/service-account.name":"{{{{ConnectorNames.ServiceAccount}}}}"}}}""";
        var make = new FixCommand($"echo '{secret}' | {kubectl.Shell} apply -f -", $"'{secret}' | {kubectl.PowerShell} apply -f -");
        return FixCommand.Join(
            Kubectl(snapshot, "delete", "secret", ConnectorNames.TokenSecret, "--ignore-not-found"), make, RestartPods(snapshot));
    }

    /// <summary>Shows why a pod does not start.</summary>
    public static FixCommand? DescribePod(DiagnosisSnapshot snapshot, string pod) => Kubectl(snapshot, "describe", "pod", pod);

    /// <summary>Asks EKS for the cluster.</summary>
    public static FixCommand? Describe(DiagnosisSnapshot snapshot) =>
        AwsName(snapshot) is { } name && AwsRegion(snapshot) is { } region
            ? new FixCommand($"aws eks describe-cluster --name {name} --region {region}", $"Get-EKSCluster -Name {name} -Region {region}")
            : null;

    /// <summary>Asks EKS which clusters there are.</summary>
    public static FixCommand? ListClusters(DiagnosisSnapshot snapshot) =>
        AwsRegion(snapshot) is { } region
            ? new FixCommand($"aws eks list-clusters --include all --region {region}", $"Get-EKSClusterList -Include all -Region {region}")
            : null;

    private static FixCommand Apply(ClusterSide? cluster, string? id, string region)
    {
        FixCommand kubectl = (cluster is null ? null : Kubectl(cluster)) ?? new FixCommand("kubectl", "kubectl");
        (string shellId, string powerShellId) = id is null ? ("$EKS_ACTIVATION_ID", "$env:EKS_ACTIVATION_ID") : (id, $"'{id}'");
        return new FixCommand(
            $"curl -fsS {ConnectorNames.ManifestUri} | sed \"s~%AWS_REGION%~{region}~g; s~%EKS_ACTIVATION_ID%~{shellId}~g; s~%EKS_ACTIVATION_CODE%~$(printf %s \"$EKS_ACTIVATION_CODE\" | base64 | tr -d '\\n')~g\" | {kubectl.Shell} apply -f -",
            $"(Invoke-RestMethod {ConnectorNames.ManifestUri}).Replace('%AWS_REGION%', '{region}').Replace('%EKS_ACTIVATION_ID%', {powerShellId}).Replace('%EKS_ACTIVATION_CODE%', [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($env:EKS_ACTIVATION_CODE))) | {kubectl.PowerShell} apply -f -");
    }

    private static FixCommand? Helm(ClusterSide cluster, string? id, string region)
    {
        FixCommand? target = cluster.Kubectl is { } kubectl
            ? FixCommand.Of([.. kubectl.KubeConfigPath is { } path ? (string[])["--kubeconfig", path] : [], "--kube-context", kubectl.Context])
            : new FixCommand(string.Empty, string.Empty);
        if (target is null || FixCommand.Of("helm", "upgrade", cluster.HelmRelease ?? "eks-connector", ConnectorNames.HelmChart, "-n", cluster.Namespace) is not { } upgrade)
        {
            return null;
        }

        string fixedValues = $"--reuse-values --set eks.agentRegion={region}";
        return new FixCommand(
            $"{upgrade.Shell} {target.Shell} {fixedValues} --set eks.activationId={id ?? "\"$EKS_ACTIVATION_ID\""} --set eks.activationCode=\"$EKS_ACTIVATION_CODE\"".Replace("  ", " ", StringComparison.Ordinal),
            $"{upgrade.PowerShell} {target.PowerShell} {fixedValues} --set {(id is null ? "\"eks.activationId=$env:EKS_ACTIVATION_ID\"" : $"eks.activationId={id}")} --set \"eks.activationCode=$env:EKS_ACTIVATION_CODE\"".Replace("  ", " ", StringComparison.Ordinal));
    }

    private static FixCommand? Kubectl(DiagnosisSnapshot snapshot, params string[] words) =>
        snapshot.Cluster is { } cluster ? KubectlTarget.Command(cluster.Kubectl, ["-n", cluster.Namespace, .. words]) : null;

    private static FixCommand? Kubectl(ClusterSide cluster, params string[] words) => KubectlTarget.Command(cluster.Kubectl, words);

    private static string? AwsName(DiagnosisSnapshot snapshot) =>
        snapshot.ClusterName is { } name && InstanceName.IsClusterName(name) ? name : null;

    private static string? AwsRegion(DiagnosisSnapshot snapshot) =>
        snapshot.Aws?.Region is { } region && Setting.IsRegion(region) ? region : null;

    private static bool IsWord(string text) => text.Length is > 0 and < 40 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static bool IsArn(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal)
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ':' or '/' or '_' or '+' or '=' or '.' or '@' or '-');
}
