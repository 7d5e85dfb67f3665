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
}
