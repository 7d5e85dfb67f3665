namespace EksConnector;

/// <summary>
/// What the module looks for: the codes of <see cref="Finding.Code"/>. They are stable: runbooks switch on them.
/// </summary>
public static class FindingCodes
{
    /// <summary>The connector's StatefulSet is not on the cluster.</summary>
    public const string ConnectorNotInstalled = nameof(ConnectorNotInstalled);

    /// <summary>The StatefulSet is scaled to 0, so no pod registers or connects.</summary>
    public const string ConnectorScaledToZero = nameof(ConnectorScaledToZero);

    /// <summary>A pod does not get as far as its init container: no node, no image, no volume.</summary>
    public const string PodNotStarting = nameof(PodNotStarting);

    /// <summary>A pod still runs with another activation id or region than the StatefulSet has now.</summary>
    public const string PodOutdated = nameof(PodOutdated);

    /// <summary>connector-init has been running for longer than a registration takes.</summary>
    public const string InitStillRunning = nameof(InitStillRunning);

    /// <summary>connector-init ends with an error that no other code names.</summary>
    public const string InitFailed = nameof(InitFailed);

    /// <summary>No activation id is set.</summary>
    public const string ActivationIdMissing = nameof(ActivationIdMissing);

    /// <summary>A placeholder stands where the activation id has to be.</summary>
    public const string ActivationIdPlaceholder = nameof(ActivationIdPlaceholder);

    /// <summary>The activation id is not a GUID.</summary>
    public const string ActivationIdInvalid = nameof(ActivationIdInvalid);

    /// <summary>The activation id on the cluster, or in the file, is not the one that EKS has for the cluster.</summary>
    public const string ActivationIdMismatch = nameof(ActivationIdMismatch);

    /// <summary>Systems Manager does not know the activation in this account and region.</summary>
    public const string ActivationNotFound = nameof(ActivationNotFound);

    /// <summary>The Secret with the activation code is not there.</summary>
    public const string ActivationSecretMissing = nameof(ActivationSecretMissing);

    /// <summary>The Secret or the file has no activation code, or an empty one.</summary>
    public const string ActivationCodeMissing = nameof(ActivationCodeMissing);

    /// <summary>A placeholder stands where the activation code has to be.</summary>
    public const string ActivationCodePlaceholder = nameof(ActivationCodePlaceholder);

    /// <summary>The activation code is not encoded in base64 where it has to be, or is no text once it is decoded.</summary>
    public const string ActivationCodeNotEncoded = nameof(ActivationCodeNotEncoded);

    /// <summary>The activation code is encoded in base64 once too often.</summary>
    public const string ActivationCodeDoubleEncoded = nameof(ActivationCodeDoubleEncoded);

    /// <summary>There is a line break or a blank in or around the activation code.</summary>
    public const string ActivationCodeWhitespace = nameof(ActivationCodeWhitespace);

    /// <summary>The activation code is shorter than 20 or longer than 250 characters, which no code of Systems Manager is.</summary>
    public const string ActivationCodeLength = nameof(ActivationCodeLength);

    /// <summary>The activation code stands in clear text in the arguments of connector-init, as the Helm chart does it.</summary>
    public const string ActivationCodeInClearText = nameof(ActivationCodeInClearText);

    /// <summary>No region is set.</summary>
    public const string RegionMissing = nameof(RegionMissing);

    /// <summary>A placeholder stands where the region has to be.</summary>
    public const string RegionPlaceholder = nameof(RegionPlaceholder);

    /// <summary>The region is not one, such as <c>-region</c> from a shell variable that was not set.</summary>
    public const string RegionInvalid = nameof(RegionInvalid);

    /// <summary>The region is not the one that the cluster is registered in.</summary>
    public const string RegionMismatch = nameof(RegionMismatch);

    /// <summary>The EKS Connector is not offered in that region.</summary>
    public const string RegionNotSupported = nameof(RegionNotSupported);

    /// <summary>A replica has no state Secret: it has not registered yet.</summary>
    public const string StateMissing = nameof(StateMissing);

    /// <summary>A state Secret cannot be read by connector-init.</summary>
    public const string StateInvalid = nameof(StateInvalid);

    /// <summary>A state Secret is of another activation than the StatefulSet names now.</summary>
    public const string StateOutdated = nameof(StateOutdated);

    /// <summary>The service account may not keep its state in Secrets: the Role or the RoleBinding for it is missing or wrong.</summary>
    public const string StateRoleMissing = nameof(StateRoleMissing);

    /// <summary>connector-init is not allowed to use its state Secret.</summary>
    public const string StateSecretForbidden = nameof(StateSecretForbidden);

    /// <summary>Replicas, or the name that was given, name different EKS clusters.</summary>
    public const string ClusterNameConflict = nameof(ClusterNameConflict);

    /// <summary>Systems Manager refused the pair of activation id and code.</summary>
    public const string InvalidActivation = nameof(InvalidActivation);

    /// <summary>The activation was not used within its three days.</summary>
    public const string ActivationExpired = nameof(ActivationExpired);

    /// <summary>The activation is about to expire and was not used yet.</summary>
    public const string ActivationExpiring = nameof(ActivationExpiring);

    /// <summary>The activation was used as often as it can be.</summary>
    public const string RegistrationLimitExceeded = nameof(RegistrationLimitExceeded);

    /// <summary>Systems Manager has the instance already.</summary>
    public const string InstanceAlreadyRegistered = nameof(InstanceAlreadyRegistered);

    /// <summary>Systems Manager refused the request as malformed: the id, the code or the region is not one.</summary>
    public const string RegistrationRejected = nameof(RegistrationRejected);

    /// <summary>Systems Manager failed, or asked to slow down; connector-init tries again by itself.</summary>
    public const string RegistrationFailed = nameof(RegistrationFailed);

    /// <summary>The pods cannot resolve the name of the Systems Manager endpoint.</summary>
    public const string SsmDnsFailed = nameof(SsmDnsFailed);

    /// <summary>The connection from the pods to Systems Manager was refused.</summary>
    public const string SsmConnectionRefused = nameof(SsmConnectionRefused);

    /// <summary>Systems Manager does not answer the pods in time.</summary>
    public const string SsmTimeout = nameof(SsmTimeout);

    /// <summary>The pods do not trust the certificate that answers for Systems Manager: TLS is intercepted, or the clock is wrong.</summary>
    public const string SsmTlsFailed = nameof(SsmTlsFailed);

    /// <summary>The pods cannot reach Systems Manager.</summary>
    public const string SsmUnreachable = nameof(SsmUnreachable);

    /// <summary>The service account's token is not in the pod.</summary>
    public const string ServiceAccountTokenMissing = nameof(ServiceAccountTokenMissing);

    /// <summary>The service account's token is empty.</summary>
    public const string ServiceAccountTokenEmpty = nameof(ServiceAccountTokenEmpty);

    /// <summary>The API server does not accept the service account's token.</summary>
    public const string ServiceAccountTokenStale = nameof(ServiceAccountTokenStale);

    /// <summary>connector-init cannot read its arguments or its environment.</summary>
    public const string InitConfigurationInvalid = nameof(InitConfigurationInvalid);

    /// <summary>connector-init cannot reach the cluster's own API server.</summary>
    public const string ApiServerUnreachable = nameof(ApiServerUnreachable);

    /// <summary>The account and region have no EKS cluster of that name, or none with that activation.</summary>
    public const string EksClusterNotFound = nameof(EksClusterNotFound);

    /// <summary>The EKS cluster of that name is not a connected one.</summary>
    public const string EksClusterNotConnected = nameof(EksClusterNotConnected);

    /// <summary>EKS waits for the connector.</summary>
    public const string EksClusterPending = nameof(EksClusterPending);

    /// <summary>EKS says that the registration failed.</summary>
    public const string EksClusterFailed = nameof(EksClusterFailed);

    /// <summary>The cluster is being deregistered.</summary>
    public const string EksClusterDeleting = nameof(EksClusterDeleting);

    /// <summary>Systems Manager has never heard of an agent with this activation.</summary>
    public const string AgentNeverSeen = nameof(AgentNeverSeen);

    /// <summary>Systems Manager has lost the connection to the agents.</summary>
    public const string AgentConnectionLost = nameof(AgentConnectionLost);

    /// <summary>This machine's clock and AWS's are more than five minutes apart.</summary>
    public const string ClockSkew = nameof(ClockSkew);

    /// <summary>The file is not YAML as it stands.</summary>
    public const string ManifestInvalid = nameof(ManifestInvalid);

    /// <summary>The file is neither a manifest of the connector nor values for its Helm chart.</summary>
    public const string ManifestNotConnector = nameof(ManifestNotConnector);

    /// <summary>The connector's namespace is not there.</summary>
    public const string NamespaceMissing = nameof(NamespaceMissing);

    /// <summary>The connector's namespace is being deleted, so nothing new is made in it.</summary>
    public const string NamespaceTerminating = nameof(NamespaceTerminating);

    /// <summary>Pod security (Pod Security Admission, a PodSecurityPolicy, OpenShift's security context constraints) refuses the connector's pods.</summary>
    public const string PodSecurityDenied = nameof(PodSecurityDenied);

    /// <summary>A quota or a limit range of the namespace refuses the connector's pods.</summary>
    public const string PodQuotaExceeded = nameof(PodQuotaExceeded);

    /// <summary>An admission webhook or policy refuses the connector's pods, or does not answer.</summary>
    public const string AdmissionDenied = nameof(AdmissionDenied);

    /// <summary>The connector's service account is not there.</summary>
    public const string ServiceAccountMissing = nameof(ServiceAccountMissing);

    /// <summary>The StatefulSet has fewer pods than it has to have, for a reason that no other code names.</summary>
    public const string PodNotCreated = nameof(PodNotCreated);

    /// <summary>No node takes the pod, because of taints that it does not tolerate.</summary>
    public const string PodUntolerated = nameof(PodUntolerated);

    /// <summary>No node takes the pod, because none has what it asks for.</summary>
    public const string PodLacksResources = nameof(PodLacksResources);

    /// <summary>No node takes the pod, for another reason: labels, affinity, volumes, cordoned nodes.</summary>
    public const string PodUnschedulable = nameof(PodUnschedulable);

    /// <summary>The pod is on, or can only get to, nodes that are not Linux on x86-64, for which alone the images are made.</summary>
    public const string ArchitectureMismatch = nameof(ArchitectureMismatch);

    /// <summary>The registry asked for credentials (401).</summary>
    public const string ImagePullUnauthorized = nameof(ImagePullUnauthorized);

    /// <summary>The registry refused the node (403), often because of stale credentials or a firewall.</summary>
    public const string ImagePullForbidden = nameof(ImagePullForbidden);

    /// <summary>The registry has no such image.</summary>
    public const string ImageNotFound = nameof(ImageNotFound);

    /// <summary>The name of the image is not one.</summary>
    public const string ImageNameInvalid = nameof(ImageNameInvalid);

    /// <summary>The registry refuses more pulls for a while (429).</summary>
    public const string ImagePullRateLimited = nameof(ImagePullRateLimited);

    /// <summary>The node cannot resolve the registry's name.</summary>
    public const string RegistryDnsFailed = nameof(RegistryDnsFailed);

    /// <summary>The node cannot reach the registry: refused, no route, no answer in time.</summary>
    public const string RegistryUnreachable = nameof(RegistryUnreachable);

    /// <summary>The node does not trust the registry's certificate.</summary>
    public const string RegistryTlsFailed = nameof(RegistryTlsFailed);

    /// <summary>An image cannot be pulled, for a reason that no other code names.</summary>
    public const string ImagePullFailed = nameof(ImagePullFailed);

    /// <summary>A volume of the pod cannot be mounted: a ConfigMap or a Secret is missing, say.</summary>
    public const string VolumeNotMounted = nameof(VolumeNotMounted);

    /// <summary>A container cannot be made, for a reason such as a missing key of a Secret.</summary>
    public const string ContainerNotCreated = nameof(ContainerNotCreated);

    /// <summary>connector-agent ends again and again.</summary>
    public const string AgentCrashLooping = nameof(AgentCrashLooping);

    /// <summary>connector-proxy ends again and again.</summary>
    public const string ProxyCrashLooping = nameof(ProxyCrashLooping);

    /// <summary>A container was ended because it used more memory than it may.</summary>
    public const string ContainerOutOfMemory = nameof(ContainerOutOfMemory);

    /// <summary>The node put the pod out, for want of memory or disk.</summary>
    public const string PodEvicted = nameof(PodEvicted);

    /// <summary>A pod is on a node that is not ready.</summary>
    public const string NodeNotReady = nameof(NodeNotReady);

    /// <summary>A pod should have been gone by now.</summary>
    public const string PodStuckTerminating = nameof(PodStuckTerminating);

    /// <summary>A pod is not ready, for a reason that no other code names.</summary>
    public const string PodNotReady = nameof(PodNotReady);

    /// <summary>The image of the connector is an old version, with faults that were mended since.</summary>
    public const string ConnectorVersionOld = nameof(ConnectorVersionOld);

    /// <summary>The image of the agent is an old version, with faults that were mended since.</summary>
    public const string AgentVersionOld = nameof(AgentVersionOld);

    /// <summary>The clock of a node is wrong, so that AWS refuses what is signed there.</summary>
    public const string NodeClockSkew = nameof(NodeClockSkew);

    /// <summary>The service account may not ask the API server for its version, which EKS shows.</summary>
    public const string VersionAccessMissing = nameof(VersionAccessMissing);

    /// <summary>The pods cannot resolve the name of the ssmmessages endpoint.</summary>
    public const string SsmMessagesDnsFailed = nameof(SsmMessagesDnsFailed);

    /// <summary>The connection from the pods to ssmmessages was refused.</summary>
    public const string SsmMessagesConnectionRefused = nameof(SsmMessagesConnectionRefused);

    /// <summary>ssmmessages does not answer the pods in time.</summary>
    public const string SsmMessagesTimeout = nameof(SsmMessagesTimeout);

    /// <summary>The pods do not trust the certificate that answers for ssmmessages: TLS is intercepted, or the clock is wrong.</summary>
    public const string SsmMessagesTlsFailed = nameof(SsmMessagesTlsFailed);

    /// <summary>The pods cannot reach ssmmessages.</summary>
    public const string SsmMessagesUnreachable = nameof(SsmMessagesUnreachable);

    /// <summary>The HTTP proxy that the pods are to use does not let them through, or is not there.</summary>
    public const string EgressProxyFailed = nameof(EgressProxyFailed);

    /// <summary>The agent finds no identity: the state that connector-init wrote is not in the pod.</summary>
    public const string AgentIdentityMissing = nameof(AgentIdentityMissing);

    /// <summary>Systems Manager refuses the agent's credentials: the instance was deregistered, or its key is an old one.</summary>
    public const string AgentCredentialsRefused = nameof(AgentCredentialsRefused);

    /// <summary>Systems Manager says that the agent runs on another machine than it was registered on.</summary>
    public const string MachineFingerprintMismatch = nameof(MachineFingerprintMismatch);

    /// <summary>The control channel is refused: the agent's role was deleted, or lacks ssmmessages:CreateControlChannel.</summary>
    public const string ControlChannelDenied = nameof(ControlChannelDenied);

    /// <summary>The agent has no connection, for a reason that no other code names.</summary>
    public const string AgentNotConnected = nameof(AgentNotConnected);

    /// <summary>The agent has lost and made its connection again and again.</summary>
    public const string ConnectionUnstable = nameof(ConnectionUnstable);

    /// <summary>The agent cannot change its key.</summary>
    public const string KeyRotationFailed = nameof(KeyRotationFailed);

    /// <summary>The agent's new key is not saved in the state Secret, so that the next pod starts with an old one.</summary>
    public const string KeyNotPersisted = nameof(KeyNotPersisted);

    /// <summary>connector-proxy could not hand a request to the API server.</summary>
    public const string ProxyRequestFailed = nameof(ProxyRequestFailed);

    /// <summary>EKS has the cluster for active, but no agent is connected: its console can't communicate with the cluster.</summary>
    public const string EksClusterDisconnected = nameof(EksClusterDisconnected);

    /// <summary>Nobody is granted anything: the connector may impersonate no user.</summary>
    public const string ImpersonationNotConfigured = nameof(ImpersonationNotConfigured);

    /// <summary>The connector may not impersonate the principal.</summary>
    public const string ImpersonationMissing = nameof(ImpersonationMissing);

    /// <summary>The connector may impersonate every user there is, because a rule names none.</summary>
    public const string ImpersonationUnrestricted = nameof(ImpersonationUnrestricted);

    /// <summary>The ARN of a role session stands where that of the role has to.</summary>
    public const string ImpersonationSessionArn = nameof(ImpersonationSessionArn);

    /// <summary>A binding names the service account of a namespace in which the connector does not run.</summary>
    public const string ImpersonationWrongNamespace = nameof(ImpersonationWrongNamespace);

    /// <summary>A name has a <c>*</c>, which RBAC takes to the letter.</summary>
    public const string ImpersonationWildcard = nameof(ImpersonationWildcard);

    /// <summary>The principal may be impersonated, and may then read nothing, or not all that the console shows.</summary>
    public const string ReadAccessMissing = nameof(ReadAccessMissing);

    /// <summary>A principal of the console may do everything on the cluster.</summary>
    public const string ConsoleUserIsAdmin = nameof(ConsoleUserIsAdmin);

    /// <summary>The principal's IAM policies do not allow eks:AccessKubernetesApi, without which the console asks nothing.</summary>
    public const string ConsolePermissionMissing = nameof(ConsolePermissionMissing);

    /// <summary>Helm's pull of the chart was refused (403) because of credentials for public.ecr.aws that have expired.</summary>
    public const string HelmRegistryForbidden = nameof(HelmRegistryForbidden);
}
