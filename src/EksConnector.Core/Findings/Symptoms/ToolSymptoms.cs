namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the output of the console, the AWS CLI, kubectl and Helm.</summary>
/// <remarks>Access denied messages of an API server are parsed by the DenialReader; this table contains other texts.</remarks>
internal static class ToolSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // Problems with credentials, certificates or names that prevent Helm from downloading the chart.
        .. HelmSymptoms.Rows,
        .. RegisterClusterSymptoms.Rows,

        // Helm, including missing values.
        new(FindingCodes.HelmRegistryForbidden, "eks-connector-chart", "403 Forbidden"),
        new(FindingCodes.HelmRegistryForbidden, "eks-connector-chart", "authorization token has expired"),
        new(FindingCodes.HelmRegistryForbidden, "eks-connector-chart", "401 Unauthorized"),
        new(FindingCodes.HelmRegistryForbidden, "INSTALLATION FAILED", "public.ecr.aws", "403"),
        new(FindingCodes.HelmRegistryForbidden, "UPGRADE FAILED", "public.ecr.aws", "403"),
        new(FindingCodes.HelmRegistryForbidden, "Helm issue", "403 Forbidden"),
        new(FindingCodes.ActivationIdMissing, "execution error at (eks-connector", "activationId"),
        new(FindingCodes.ActivationCodeMissing, "execution error at (eks-connector", "activationCode"),
        new(FindingCodes.RegionMissing, "execution error at (eks-connector", "agentRegion"),
        new(FindingCodes.ConnectorNotInstalled, "\"eks-connector\" has no deployed releases"),

        // The console.
        new(FindingCodes.EksClusterDisconnected, "can't communicate with your Kubernetes cluster API server"),
        new(FindingCodes.EksClusterDisconnected, "cannot communicate with your Kubernetes cluster API server"),
        new(FindingCodes.EksClusterDisconnected, "cluster must be in an ACTIVE state for successful connection"),
        new(FindingCodes.EksClusterPending, "cluster is stuck in the Pending state"),
        new(FindingCodes.EksClusterPending, "cluster", "stuck in Pending"),
        new(FindingCodes.ImpersonationMissing, "User [...]", "impersonate resource \"users"),
        new(FindingCodes.ReadAccessMissing, "is forbidden: User [...] cannot"),
        new(FindingCodes.ReadAccessMissing, "does not have access to Kubernetes objects"),
        new(FindingCodes.ReadAccessMissing, "doesn't have access to Kubernetes objects"),
        new(FindingCodes.ConsolePermissionMissing, "AccessKubernetesApi", "not authorized"),
        new(FindingCodes.ConsolePermissionMissing, "AccessKubernetesApi", "permission"),
        new(FindingCodes.SsmUnreachable, "Cluster node is missing outbound connectivity"),

        .. LocalizedSymptoms.Rows,

        // The AWS CLI.
        new(FindingCodes.EksClusterNotFound, "No cluster found for name"),
        new(FindingCodes.EksClusterNotFound, "ResourceNotFoundException", "calling the DescribeCluster operation"),
        new(FindingCodes.EksClusterNotFound, "ResourceNotFoundException", "calling the DeregisterCluster operation"),
        new(FindingCodes.EksClusterPending, ":cluster/", "\"status\": \"PENDING\""),
        new(FindingCodes.EksClusterFailed, ":cluster/", "\"status\": \"FAILED\""),
        new(FindingCodes.EksClusterDeleting, ":cluster/", "\"status\": \"DELETING\""),

        // curl, nslookup, and CoreDNS, with which the endpoints are tested.
        .. new[] { "Could not resolve host: ", "server can't find ", "plugin/errors" }.SelectMany(fault => new Symptom[]
        {
            new(FindingCodes.SsmMessagesDnsFailed, fault, "ssmmessages.", ".amazonaws.com"),
            new(FindingCodes.SsmDnsFailed, fault, "ssm.", ".amazonaws.com"),
        }),

        // kubectl logs and kubectl exec for a container that is not running.
        new(FindingCodes.PodNotReady, "container not found (\"connector-"),
        new(FindingCodes.PodNotReady, "timed out waiting for the condition on pods/eks-connector-"),
        new(FindingCodes.ImagePullFailed, "in pod \"eks-connector-", "is waiting to start:", "pull image"),
        new(FindingCodes.ImagePullFailed, "in pod \"eks-connector-", "is waiting to start:", "image can't be pulled"),
        new(FindingCodes.ImagePullFailed, "in pod \"eks-connector-", "is waiting to start:", "ImagePullBackOff"),
        new(FindingCodes.ContainerNotCreated, "in pod \"eks-connector-", "is waiting to start:", "CreateContainer"),
        new(FindingCodes.InitStillRunning, "in pod \"eks-connector-", "is waiting to start: PodInitializing"),
        new(FindingCodes.PodNotStarting, "in pod \"eks-connector-", "is waiting to start:"),

        // The response does not come from the API server, or the client is not authenticated.
        new(FindingCodes.ApiServerHttpsRequired, "Client sent an HTTP request to an HTTPS server"),
        new(FindingCodes.ApiServerHttpsRequired, "The plain HTTP request was sent to HTTPS port"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server", "<html"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server", "<!doctype"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server", "upstream connect error or disconnect/reset before headers"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server (Forbidden): unknown"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server (Forbidden): RBAC: access denied"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server (NotFound): cluster not found"),
        new(FindingCodes.ApiServerAnswerInvalid, "Error from server", "cluster agent disconnected"),
        new(FindingCodes.ApiServerAnswerInvalid, "\"code\":\"ClusterUnavailable\""),
        new(FindingCodes.ApiServerAnswerInvalid, "\"baseType\":\"error\"", "\"message\":\"cluster"),
        new(FindingCodes.ApiServerAnswerInvalid, "<title>403 Forbidden"),
        new(FindingCodes.ApiServerAnswerInvalid, "<h1>403 Forbidden"),
        new(FindingCodes.ApiServerAnswerInvalid, "The request could not be satisfied", "Request blocked"),

        // kubectl: missing objects and problems with the file.
        new(FindingCodes.StateQuotaExceeded, "secrets \"eks-connector-", "is forbidden", "exceeded quota"),
        new(FindingCodes.NamespaceTerminating, "in namespace eks-connector because it is being terminated"),
        new(FindingCodes.NamespaceMissing, "namespaces \"eks-connector\" not found"),
        new(FindingCodes.NamespaceMissing, "namespace \"eks-connector\" not found"),
        new(FindingCodes.ConnectorNotInstalled, "No resources found in eks-connector namespace"),
        new(FindingCodes.ConnectorNotInstalled, "statefulsets.apps \"eks-connector\" not found"),
        new(FindingCodes.PodNotCreated, "pods \"eks-connector-", "not found") { Without = ["is forbidden"] },
        new(FindingCodes.ServiceAccountMissing, "serviceaccount", "\"eks-connector\" not found"),
        new(FindingCodes.StateRoleMissing, "roles.rbac.authorization.k8s.io \"eks-connector-secret-access\" not found"),
        new(FindingCodes.StateRoleMissing, "role.rbac.authorization.k8s.io \"eks-connector-secret-access\" not found"),
        new(FindingCodes.StateRoleMissing, "rolebindings.rbac.authorization.k8s.io \"eks-connector-secret-access\" not found"),
        new(FindingCodes.ServiceAccountTokenMissing, "secret", "\"eks-connector-token\" not found"),
        new(FindingCodes.ActivationSecretMissing, "secret", "\"eks-connector-activation-config\" not found"),
        new(FindingCodes.ActivationCodeNotEncoded, "cannot be handled as a Secret", "illegal base64 data"),
        new(FindingCodes.ActivationCodeNotEncoded, "cannot be handled as a Secret", "base64Codec: invalid input"),
        new(FindingCodes.ActivationCodeNotEncoded, "illegal base64 data", "EKS_ACTIVATION_CODE"),
        new(FindingCodes.ActivationCodeNotEncoded, "illegal base64 data", "eks-connector-activation-config"),
        new(FindingCodes.ManifestNotConnector, "eks-connector", "error validating data", "apiVersion not set"),
        new(FindingCodes.ManifestInvalid, "eks-connector", "error converting YAML to JSON"),
        new(FindingCodes.ManifestInvalid, "error converting YAML to JSON", "character that cannot start any token"),

        // Descriptions of the output of kubectl get pods; its rows are parsed by PodRows.
        new(FindingCodes.InitFailed, "connector Pods are crash looping"),
        new(FindingCodes.InitFailed, "eks-connector", "Init:CrashLoopBackOff"),
        new(FindingCodes.ImagePullFailed, "connector Pods are in", "ImagePullBackOff"),
        new(FindingCodes.ImagePullFailed, "connector Pods are in", "ErrImagePull"),
        new(FindingCodes.ArchitectureMismatch, "exec format error"),
    ];
}
