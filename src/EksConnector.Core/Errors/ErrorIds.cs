namespace EksConnector;

/// <summary>The identifiers of all errors that the module writes. They are stable, so scripts can depend on them.</summary>
public static class ErrorIds
{
    /// <summary>The specified kubeconfig file does not exist, or no kubeconfig was found.</summary>
    public const string KubeConfigNotFound = nameof(KubeConfigNotFound);

    /// <summary>A kubeconfig file cannot be read or is not valid.</summary>
    public const string KubeConfigInvalid = nameof(KubeConfigInvalid);

    /// <summary>The context does not exist, or the kubeconfig has no current context.</summary>
    public const string ContextNotFound = nameof(ContextNotFound);

    /// <summary>The value of a parameter is not valid.</summary>
    public const string InvalidParameter = nameof(InvalidParameter);

    /// <summary>
    /// The connector to change cannot be determined: several installations match, or it is not certain that the match is the
    /// connector. Specify -Namespace.
    /// </summary>
    public const string NamespaceRequired = nameof(NamespaceRequired);

    /// <summary>A client certificate, key, token file or CA bundle is not valid.</summary>
    public const string CredentialInvalid = nameof(CredentialInvalid);

    /// <summary>The kubeconfig uses an auth-provider, which Kubernetes no longer supports.</summary>
    public const string AuthProviderNotSupported = nameof(AuthProviderNotSupported);

    /// <summary>The exec credential plugin could not be started, failed, or returned invalid output.</summary>
    public const string CredentialPluginFailed = nameof(CredentialPluginFailed);

    /// <summary>The exec credential plugin timed out and was stopped.</summary>
    public const string CredentialPluginTimeout = nameof(CredentialPluginTimeout);

    /// <summary>The API server rejected the credentials (401).</summary>
    public const string Unauthorized = nameof(Unauthorized);

    /// <summary>The Kubernetes user does not have the required RBAC permission (403).</summary>
    public const string AccessDenied = nameof(AccessDenied);

    /// <summary>The object does not exist (404).</summary>
    public const string ResourceNotFound = nameof(ResourceNotFound);

    /// <summary>A command cannot be run in a container because the container is not running.</summary>
    public const string ContainerNotRunning = nameof(ContainerNotRunning);

    /// <summary>The object was changed by another user or controller (409).</summary>
    public const string Conflict = nameof(Conflict);

    /// <summary>The resource version is no longer available on the API server (410).</summary>
    public const string ResourceExpired = nameof(ResourceExpired);

    /// <summary>The API server rejected the object or the patch as invalid (400, 422).</summary>
    public const string InvalidRequest = nameof(InvalidRequest);

    /// <summary>The API server throttled the requests, and retries did not succeed (429).</summary>
    public const string Throttled = nameof(Throttled);

    /// <summary>The API server reported an internal error (5xx).</summary>
    public const string ApiServerError = nameof(ApiServerError);

    /// <summary>The response is not from a Kubernetes API server, or is incomplete.</summary>
    public const string InvalidResponse = nameof(InvalidResponse);

    /// <summary>The certificate of the API server could not be verified, or the TLS handshake failed.</summary>
    public const string TlsFailed = nameof(TlsFailed);

    /// <summary>The host name of the API server could not be resolved.</summary>
    public const string DnsFailed = nameof(DnsFailed);

    /// <summary>The API server refused the connection.</summary>
    public const string ConnectionRefused = nameof(ConnectionRefused);

    /// <summary>The connection to the API server could not be established or was lost.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>The proxy is unreachable or refused the connection.</summary>
    public const string ProxyFailed = nameof(ProxyFailed);

    /// <summary>The API server did not respond before the timeout.</summary>
    public const string RequestTimeout = nameof(RequestTimeout);

    /// <summary>The file is not a diagnostic bundle, is damaged, or was created by an unsupported version of the module.</summary>
    public const string BundleInvalid = nameof(BundleInvalid);

    /// <summary>The file already exists, and -Force was not specified.</summary>
    public const string DestinationExists = nameof(DestinationExists);

    /// <summary>With -FailOn: connectors have findings of the specified severity or a higher one, or could not be tested.</summary>
    public const string ConnectorUnhealthy = nameof(ConnectorUnhealthy);

    /// <summary>
    /// A change requires confirmation, and the session is not interactive. Use -Confirm:$false to run without confirmation.
    /// </summary>
    public const string ConfirmationImpossible = nameof(ConfirmationImpossible);

    /// <summary>The connector is not installed in the namespace or in any other namespace that you can read.</summary>
    public const string ConnectorNotInstalled = nameof(ConnectorNotInstalled);

    /// <summary>The connector has no Pod with this name.</summary>
    public const string PodNotFound = nameof(PodNotFound);

    /// <summary>The Pods of the connector have no container with this name.</summary>
    public const string ContainerNotFound = nameof(ContainerNotFound);

    /// <summary>The endpoints cannot be tested, because the namespace for the temporary Pod does not exist.</summary>
    public const string EndpointNotTested = nameof(EndpointNotTested);

    /// <summary>The folder, or a file in it, cannot be written.</summary>
    public const string DestinationNotWritable = nameof(DestinationNotWritable);

    /// <summary>No available source contains the name of the Amazon EKS cluster.</summary>
    public const string ClusterNameNotFound = nameof(ClusterNameNotFound);

    /// <summary>Not all Pods were ready before the timeout.</summary>
    public const string WaitTimeout = nameof(WaitTimeout);

    /// <summary>The file in -ManifestPath does not exist or cannot be read.</summary>
    public const string ManifestNotReadable = nameof(ManifestNotReadable);

    /// <summary>The file with the error text does not exist or cannot be read.</summary>
    public const string TextNotReadable = nameof(TextNotReadable);

    /// <summary>The value is not the ARN of an IAM principal.</summary>
    public const string InvalidPrincipalArn = nameof(InvalidPrincipalArn);

    /// <summary>You cannot grant permissions that you do not have yourself, because RBAC prevents privilege escalation.</summary>
    public const string EscalationDenied = nameof(EscalationDenied);

    /// <summary>An object with the required name exists and was not created by this module.</summary>
    public const string RbacConflict = nameof(RbacConflict);

    /// <summary>
    /// Only some objects of a change were applied. The message lists the objects that were written and those that were not.
    /// </summary>
    public const string ChangeIncomplete = nameof(ChangeIncomplete);

    /// <summary>The change was applied, but the verification with the API server did not return the expected result.</summary>
    public const string VerificationFailed = nameof(VerificationFailed);

    /// <summary>
    /// The activation works, so it was not reset. The message names the actual problem. To reset the activation nevertheless, use
    /// -Force.
    /// </summary>
    public const string ResetNotRequired = nameof(ResetNotRequired);

    /// <summary>
    /// The change was not made because Helm manages the objects, and the next upgrade would revert it. The recommended action
    /// contains the commands.
    /// </summary>
    public const string ManagedByHelm = nameof(ManagedByHelm);

    /// <summary>The grant of this module was revoked, but objects of other owners still grant the same access.</summary>
    public const string StillGranted = nameof(StillGranted);

    /// <summary>No AWS credentials were specified or found.</summary>
    public const string AwsCredentialMissing = nameof(AwsCredentialMissing);

    /// <summary>AWS rejected the access key, the signature or the web identity token.</summary>
    public const string AwsCredentialInvalid = nameof(AwsCredentialInvalid);

    /// <summary>The program in <c>credential_process</c> failed or returned invalid output.</summary>
    public const string AwsCredentialProcessFailed = nameof(AwsCredentialProcessFailed);

    /// <summary>The AWS session token, the AWS IAM Identity Center (SSO) session or the web identity token has expired.</summary>
    public const string AwsTokenExpired = nameof(AwsTokenExpired);

    /// <summary>The AWS profile does not exist or is not valid.</summary>
    public const string AwsProfileInvalid = nameof(AwsProfileInvalid);

    /// <summary>No AWS Region was specified or found.</summary>
    public const string AwsRegionMissing = nameof(AwsRegionMissing);

    /// <summary>The AWS Region does not exist or is not enabled for the account.</summary>
    public const string AwsRegionInvalid = nameof(AwsRegionInvalid);

    /// <summary>The configured AWS endpoint URL is not valid.</summary>
    public const string AwsEndpointInvalid = nameof(AwsEndpointInvalid);

    /// <summary>The host name of the AWS endpoint could not be resolved.</summary>
    public const string AwsDnsFailed = nameof(AwsDnsFailed);

    /// <summary>The AWS endpoint refused the connection.</summary>
    public const string AwsConnectionRefused = nameof(AwsConnectionRefused);

    /// <summary>The certificate of the AWS endpoint could not be verified, or the TLS handshake failed.</summary>
    public const string AwsTlsFailed = nameof(AwsTlsFailed);

    /// <summary>The connection to the AWS endpoint could not be established for another reason, such as a proxy, or was lost.</summary>
    public const string AwsEndpointUnreachable = nameof(AwsEndpointUnreachable);

    /// <summary>AWS, or the source of the AWS credentials, did not respond before the timeout.</summary>
    public const string AwsRequestTimeout = nameof(AwsRequestTimeout);

    /// <summary>The AWS identity does not have the required permission.</summary>
    public const string AwsAccessDenied = nameof(AwsAccessDenied);

    /// <summary>The AWS account has no EKS cluster with this name in the Region.</summary>
    public const string AwsClusterNotFound = nameof(AwsClusterNotFound);

    /// <summary>The name is still in use in AWS, for example because a deregistration is in progress.</summary>
    public const string AwsResourceInUse = nameof(AwsResourceInUse);

    /// <summary>An IAM role that AWS needs, such as the service-linked role, is not available in all of AWS yet.</summary>
    public const string AwsRoleNotReady = nameof(AwsRoleNotReady);

    /// <summary>A quota of the AWS account is reached.</summary>
    public const string AwsLimitExceeded = nameof(AwsLimitExceeded);

    /// <summary>AWS throttled the requests, and retries did not succeed.</summary>
    public const string AwsThrottled = nameof(AwsThrottled);

    /// <summary>The clock of this computer differs too much from the clock of AWS, so AWS rejected the signature.</summary>
    public const string AwsClockSkew = nameof(AwsClockSkew);

    /// <summary>AWS rejected the request as invalid.</summary>
    public const string AwsRequestInvalid = nameof(AwsRequestInvalid);

    /// <summary>AWS reported an internal error, or the response is not from AWS.</summary>
    public const string AwsServiceError = nameof(AwsServiceError);

    /// <summary>An unexpected error occurred. Report it as an issue.</summary>
    public const string UnexpectedError = nameof(UnexpectedError);
}
