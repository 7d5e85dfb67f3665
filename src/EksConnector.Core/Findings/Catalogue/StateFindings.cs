using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the state of the replicas.</summary>
internal static class StateFindings
{
    public static readonly FindingTheme Theme = new(
        "State Secrets",
        Row(
            StateRoleMissing,
            Error,
            DocumentationPages.Rbac,
            "The connector cannot store its state: the Role or RoleBinding that grants access to the state Secrets is missing or wrong.",
            "The Role and the RoleBinding eks-connector-secret-access; subject access reviews.",
            "Run Repair-EksConnector, or create the Role and the RoleBinding as in the manifest. If connector-init registered but could not save its state, check whether the activation has registrations left.",
            "Only part of the manifest was applied, or the Role or RoleBinding was deleted. With a Role that allows get but not create, connector-init registers before it fails to save, and each restart uses another registration. Without a Role, it fails before it registers.",
            "kubectl -n <NAMESPACE> create rolebinding eks-connector-secret-access --role=eks-connector-secret-access --serviceaccount=<NAMESPACE>:eks-connector",
            canRepair: true,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, ProxyRefused, StateSecretForbidden, RegistrationLimitExceeded, InstanceAlreadyRegistered]),
        Row(
            StateSecretForbidden,
            Error,
            DocumentationPages.Rbac,
            "connector-init is not permitted to access its state Secret.",
            "The log of connector-init (secrets \"eks-connector-state-0\" is forbidden).",
            "Create the Role and the RoleBinding eks-connector-secret-access in the namespace that the message names. If the StatefulSet has more than two replicas, scale it to two. If the message names a namespace other than the connector's, add the argument --state.secretNamespace to connector-init and connector-proxy.",
            "The Role or RoleBinding eks-connector-secret-access is missing or wrong; it lists too few Secrets for a StatefulSet with more than two replicas; or the connector is not in the namespace eks-connector but still uses the state Secrets of that namespace.",
            leadsTo: [RegistrationRefused, ProxyRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered]),
        Row(
            StateQuotaExceeded,
            Error,
            DocumentationPages.Quotas,
            "A ResourceQuota of the namespace prevents the connector from creating its state Secret.",
            "The log of connector-init (secrets \"eks-connector-state-0\" is forbidden: exceeded quota).",
            "Raise the quota for Secrets in the connector's namespace, or delete Secrets that are no longer used. RBAC is not the cause. If the activation has no registrations left, deregister the cluster and register it again.",
            "A ResourceQuota limits the number of Secrets, and connector-init requires one for each replica.",
            "kubectl -n <NAMESPACE> describe resourcequotas",
            leadsTo: [RegistrationRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered],
            morePreciseThan: [StateSecretForbidden]),
        Row(
            StateAdmissionDenied,
            Error,
            DocumentationPages.Admission,
            "An admission webhook or policy rejects the connector's state Secret, or the webhook does not respond.",
            "The log of connector-init or connector-proxy (admission webhook denied the request, failed calling webhook).",
            "Exempt the Secrets eks-connector-state-0 and eks-connector-state-1 from the policy that the message names, or restore the webhook. If the activation has no registrations left, deregister the cluster and register it again.",
            "A policy engine such as Gatekeeper or Kyverno requires labels or other fields that the connector does not set.",
            leadsTo: [RegistrationRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered],
            morePreciseThan: [StateSecretForbidden]),
        Row(
            StateMissing,
            Information,
            DocumentationPages.Pending,
            "A replica has no state Secret because it has not registered yet.",
            "The Secrets eks-connector-state-0 and eks-connector-state-1.",
            "Resolve what prevents the replica from registering. The registration creates the Secret.",
            "connector-init has not completed the registration, or the Secret was deleted.",
            tags: [NotYetConnected]),
        Row(
            StateInvalid,
            Error,
            DocumentationPages.CrashLoop,
            "connector-init cannot read its state.",
            "The state Secret; the log of connector-init (cannot be deserialized).",
            "Check whether the activation allows another registration. If it does, delete the replica's state Secret so that the replica registers again. If it does not, run Reset-EksConnectorActivation, which deregisters the cluster and registers it again.",
            "The state Secret was edited, or was not written by connector-init."),
        Row(
            StateOutdated,
            Warning,
            DocumentationPages.Registration,
            "A state Secret belongs to a different activation than the StatefulSet specifies.",
            "connector-config in the state Secret, compared with the environment of connector-init.",
            "If the activation in the StatefulSet is correct and allows another registration, delete the Pods, unless KeyNotPersisted is reported: connector-init then updates the state Secrets. If an old manifest was applied, apply the manifest of the latest registration instead.",
            "A new activation was applied and the Pod has not restarted since, or an old manifest was applied over a newer one."),
        Row(
            ClusterNameConflict,
            Warning,
            DocumentationPages.ClusterName,
            "The replicas and the specified name do not all refer to the same EKS cluster.",
            "The state Secrets and logs of all replicas; -ClusterName.",
            "Determine the correct cluster, and specify its name with -ClusterName. If the replicas differ, delete the Pods that use the old registration, unless KeyNotPersisted is reported for them.",
            "The cluster was registered again under another name, and not all replicas have restarted since."));
}
