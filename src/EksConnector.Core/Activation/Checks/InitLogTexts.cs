namespace EksConnector.Core.Activation.Checks;

/// <summary>What is said of each way in which connector-init ends.</summary>
internal static class InitLogTexts
{
    private const string Again = "Deregister the cluster and register it again, which gives a new activation, and apply its manifest.";
    private const string Endpoints = "The pods need https://ssm.REGION.amazonaws.com and https://ssmmessages.REGION.amazonaws.com on port 443.";

    private static readonly Dictionary<string, InitLogText> s_texts = new(StringComparer.Ordinal)
    {
        [FindingCodes.InvalidActivation] = new(
            "Systems Manager refused the activation",
            "Activation id and code are no pair, the activation belongs to another region, or it was deleted because the cluster was deregistered.",
            "Compare the id with what EKS has, and write the code of the same registration anew. Where the code is lost, deregister the cluster and register it again.",
            ActivationFixes.WriteCode),
        [FindingCodes.ActivationExpired] = new(
            "Systems Manager says that the activation has expired", "It was not used within three days after the registration.", Again, ActivationFixes.Reregister),
        [FindingCodes.RegistrationLimitExceeded] = new(
            "Systems Manager says that the activation is used up",
            "State Secrets were deleted, or a crash loop registered again and again.",
            Again,
            ActivationFixes.Reregister),
        [FindingCodes.InstanceAlreadyRegistered] = new(
            "Systems Manager has the instance already", "The replica registered before, and its state was lost.", Again, ActivationFixes.Reregister),
        [FindingCodes.RegistrationRejected] = new(
            "Systems Manager refused the request as malformed",
            "Activation id, code or region are not what they have to be: a placeholder, say.",
            "Put in id, code and region of the registration, and apply the manifest again."),
        [FindingCodes.RegistrationFailed] = new(
            "Systems Manager could not register the replica", "The service failed, or asked to slow down.", "Wait: connector-init tries again by itself. Where it goes on, deregister the cluster and register it again."),
        [FindingCodes.SsmDnsFailed] = new(
            "The name of the Systems Manager endpoint cannot be resolved in the pod",
            "DNS of the cluster does not resolve names of the internet, or the region is none.",
            "Mend DNS for the pods, and see that the region is right. " + Endpoints),
        [FindingCodes.SsmConnectionRefused] = new(
            "The connection to Systems Manager was refused", "A firewall, or a proxy that is not there.", "Open the way. " + Endpoints),
        [FindingCodes.SsmTimeout] = new(
            "Systems Manager does not answer in time", "A firewall drops the packets, or there is no way to the internet.", "Open the way. " + Endpoints),
        [FindingCodes.SsmTlsFailed] = new(
            "The certificate that answers for Systems Manager is not trusted",
            "A proxy intercepts TLS, or the node's clock is wrong.",
            "Exempt the endpoints of AWS from interception, and set the node's clock. " + Endpoints),
        [FindingCodes.SsmUnreachable] = new("Systems Manager cannot be reached", "The way from the pods to AWS is closed.", "Open the way. " + Endpoints),
        [FindingCodes.StateSecretForbidden] = new(
            "connector-init may not use its state Secret",
            "The Role or RoleBinding 'eks-connector-secret-access' is missing or does not fit; with more than two replicas, it names too few Secrets.",
            "Apply the manifest, or upgrade the Helm release, again: it makes the role. Where the activation is used up by now, then deregister the cluster and register it again."),
        [FindingCodes.StateInvalid] = new(
            "connector-init cannot read its state",
            "The state Secret was edited, or written by something else.",
            "Delete the replica's state Secret, so that it registers anew; where the activation is used up or has expired, deregister the cluster and register it again."),
        [FindingCodes.ServiceAccountTokenMissing] = new(
            "The service account's token is not in the pod",
            "The Secret 'eks-connector-token' is missing, or was not filled yet.",
            "Make the token's Secret anew, and restart the pods.",
            ActivationFixes.RenewToken),
        [FindingCodes.ServiceAccountTokenEmpty] = new(
            "The service account's token is empty",
            "The Secret 'eks-connector-token' was made without a token, or was not filled.",
            "Make the token's Secret anew, and restart the pods.",
            ActivationFixes.RenewToken),
        [FindingCodes.ServiceAccountTokenStale] = new(
            "The API server does not accept the service account's token",
            "The service account was made anew, or the cluster's signing key was changed, after the token was made.",
            "Make the token's Secret anew, and restart the pods.",
            ActivationFixes.RenewToken),
        [FindingCodes.InitConfigurationInvalid] = new(
            "connector-init cannot use its arguments or its environment",
            "The StatefulSet was edited, or the manifest was filled in badly.",
            "Apply the manifest, or upgrade the Helm release, again."),
        [FindingCodes.ApiServerUnreachable] = new(
            "connector-init cannot reach the cluster's own API server",
            "A network policy, or the cluster's network, keeps the pods from it.",
            "Let the pods of the connector's namespace reach the API server (kubernetes.default.svc, port 443)."),
        [FindingCodes.RegionMissing] = new(
            "connector-init has no region", "The region is empty.", "Put in the region that the cluster was registered in, and apply the manifest again.", ActivationFixes.SetRegion),
        [FindingCodes.RegionInvalid] = new(
            "connector-init cannot make an endpoint of its region", "The region is none.", "Put in the region that the cluster was registered in, and apply the manifest again.", ActivationFixes.SetRegion),
    };

    private static readonly InitLogText s_other = new(
        "connector-init ends with an error that the module does not know", Cause: null, "Read the evidence; the whole log is shown by: kubectl logs POD -c connector-init");

    public static InitLogText Of(string code) => s_texts.GetValueOrDefault(code, s_other);
}
