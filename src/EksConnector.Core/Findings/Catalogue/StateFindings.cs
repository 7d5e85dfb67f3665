using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the replicas can keep who they are.</summary>
internal static class StateFindings
{
    public static readonly FindingTheme Theme = new(
        "State",
        Row(
            StateRoleMissing,
            Error,
            DocumentationPages.Rbac,
            "The service account may not keep its state in Secrets: the Role or the RoleBinding for it is missing or wrong.",
            "The Role and the RoleBinding eks-connector-secret-access; access reviews.",
            "Run Repair-EksConnector, or make the Role and the RoleBinding as the manifest has them. Where connector-init has registered and could not save its state, see whether the activation has a registration left.",
            "Only a part of the manifest was applied, or somebody removed the role. With a Role that allows get and not create, connector-init registers before it fails to save: each turn of its crash loop uses the activation once more. Without a Role it fails before it registers.",
            "kubectl -n <NAMESPACE> create rolebinding eks-connector-secret-access --role=eks-connector-secret-access --serviceaccount=<NAMESPACE>:eks-connector",
            canRepair: true,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, ProxyRefused, StateSecretForbidden, RegistrationLimitExceeded, InstanceAlreadyRegistered]),
        Row(
            StateSecretForbidden,
            Error,
            DocumentationPages.Rbac,
            "connector-init may not use its state Secret.",
            "The log of connector-init (secrets \"eks-connector-state-0\" is forbidden).",
            "Make the Role and the RoleBinding eks-connector-secret-access in the namespace that the text names. With more than two replicas, scale down to two; where the text names another namespace than the connector's, give connector-init and connector-proxy --state.secretNamespace.",
            "The Role or RoleBinding 'eks-connector-secret-access' is missing or does not fit; with more than two replicas, it names too few Secrets; outside the namespace eks-connector, the state is looked for in that one.",
            leadsTo: [RegistrationRefused, ProxyRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered]),
        Row(
            StateQuotaExceeded,
            Error,
            DocumentationPages.Quotas,
            "A quota of the namespace does not allow the connector to create its state Secret.",
            "The log of connector-init (secrets \"eks-connector-state-0\" is forbidden: exceeded quota).",
            "Raise the quota for Secrets in the connector's namespace, or delete Secrets that are no longer used. The role is not the cause. If the activation is used up by now, deregister the cluster and register it again.",
            "A ResourceQuota limits the number of Secrets, and connector-init needs one for each replica.",
            "kubectl -n <NAMESPACE> describe resourcequotas",
            leadsTo: [RegistrationRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered],
            morePreciseThan: [StateSecretForbidden]),
        Row(
            StateAdmissionDenied,
            Error,
            DocumentationPages.Admission,
            "An admission webhook or policy refuses the connector's state Secret, or does not respond.",
            "The log of connector-init or connector-proxy (admission webhook denied the request, failed calling webhook).",
            "Exempt the Secrets eks-connector-state-0 and eks-connector-state-1 from the policy that the message names, or fix the webhook. If the activation is used up by now, deregister the cluster and register it again.",
            "A policy engine such as Gatekeeper or Kyverno requires labels or other fields that the connector does not set.",
            leadsTo: [RegistrationRefused, RegistrationLimitExceeded, InstanceAlreadyRegistered],
            morePreciseThan: [StateSecretForbidden]),
        Row(
            StateMissing,
            Information,
            DocumentationPages.Pending,
            "A replica has no state Secret: it has not registered yet.",
            "The Secrets eks-connector-state-0 and -1.",
            "It comes with the registration: mend what keeps the replica from it.",
            "connector-init did not get as far, or the Secret was deleted.",
            tags: [NotYetConnected]),
        Row(
            StateInvalid,
            Error,
            DocumentationPages.CrashLoop,
            "connector-init cannot read its state.",
            "The state Secret; the log of connector-init (cannot be deserialized).",
            "See whether the activation allows another registration. Where it does, delete the replica's state Secret, so that it registers again; else deregister the cluster and register it again first.",
            "The state Secret was edited, or written by something else."),
        Row(
            StateOutdated,
            Warning,
            DocumentationPages.Registration,
            "A state Secret is of another activation than the StatefulSet names now.",
            "connector-config in the state Secret beside the environment of connector-init.",
            "Where the StatefulSet's activation is the right one and allows another registration, delete the pods; the states follow by themselves.",
            "A new activation was applied, and the pod has not started again since; or an old manifest was applied over a newer one."),
        Row(
            ClusterNameConflict,
            Warning,
            DocumentationPages.ClusterName,
            "Replicas, or the name that was given, name different EKS clusters.",
            "State Secrets and logs of all replicas; -ClusterName.",
            "See which one is meant, and give its name with -ClusterName. Where replicas differ, delete the pods that are of the old registration.",
            "The cluster was registered again under another name, and not all replicas have started anew."));
}
