namespace EksConnector;

/// <summary>The identifiers of all errors that the module writes. They are stable: runbooks switch on them.</summary>
public static class ErrorIds
{
    /// <summary>A kubeconfig file that was named does not exist, or none was found at all.</summary>
    public const string KubeConfigNotFound = nameof(KubeConfigNotFound);

    /// <summary>A kubeconfig file cannot be read or is not a kubeconfig.</summary>
    public const string KubeConfigInvalid = nameof(KubeConfigInvalid);

    /// <summary>No context has that name, or the kubeconfig has no current context.</summary>
    public const string ContextNotFound = nameof(ContextNotFound);

    /// <summary>A parameter's value cannot be used.</summary>
    public const string InvalidParameter = nameof(InvalidParameter);

    /// <summary>More than one installation matches, or the one that does may not be the connector: a change needs -Namespace.</summary>
    public const string NamespaceRequired = nameof(NamespaceRequired);

    /// <summary>A client certificate, a key, a token file or a CA bundle cannot be used.</summary>
    public const string CredentialInvalid = nameof(CredentialInvalid);

    /// <summary>The kubeconfig names an auth-provider, which Kubernetes removed.</summary>
    public const string AuthProviderNotSupported = nameof(AuthProviderNotSupported);

    /// <summary>The exec credential plugin could not be started, failed, or gave something unusable.</summary>
    public const string CredentialPluginFailed = nameof(CredentialPluginFailed);

    /// <summary>The exec credential plugin did not end in time and was stopped.</summary>
    public const string CredentialPluginTimeout = nameof(CredentialPluginTimeout);

    /// <summary>The API server did not accept the credentials (401).</summary>
    public const string Unauthorized = nameof(Unauthorized);

    /// <summary>The caller may not do this (403).</summary>
    public const string AccessDenied = nameof(AccessDenied);

    /// <summary>The object is not there (404).</summary>
    public const string ResourceNotFound = nameof(ResourceNotFound);

    /// <summary>The object was changed by somebody else (409).</summary>
    public const string Conflict = nameof(Conflict);

    /// <summary>The resource version is no longer held by the API server (410).</summary>
    public const string ResourceExpired = nameof(ResourceExpired);

    /// <summary>The API server refused the object or the patch as invalid (400, 422).</summary>
    public const string InvalidRequest = nameof(InvalidRequest);

    /// <summary>The API server asks to slow down, and went on asking (429).</summary>
    public const string Throttled = nameof(Throttled);

    /// <summary>The API server failed (5xx).</summary>
    public const string ApiServerError = nameof(ApiServerError);

    /// <summary>The answer was not what an API server answers: another kind of server, or a broken stream.</summary>
    public const string InvalidResponse = nameof(InvalidResponse);

    /// <summary>The API server's certificate could not be verified, or TLS failed.</summary>
    public const string TlsFailed = nameof(TlsFailed);

    /// <summary>The API server's name could not be resolved.</summary>
    public const string DnsFailed = nameof(DnsFailed);

    /// <summary>Nothing listens at the API server's address.</summary>
    public const string ConnectionRefused = nameof(ConnectionRefused);

    /// <summary>The connection could not be made, or it broke.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>The proxy could not be reached, or refused.</summary>
    public const string ProxyFailed = nameof(ProxyFailed);

    /// <summary>The API server did not answer in time.</summary>
    public const string RequestTimeout = nameof(RequestTimeout);

    /// <summary>A file is no diagnostic bundle, is damaged, or was written by a version that this one does not understand.</summary>
    public const string BundleInvalid = nameof(BundleInvalid);

    /// <summary>The file is there already, and was not to be replaced.</summary>
    public const string DestinationExists = nameof(DestinationExists);

    /// <summary>With -FailOn: connectors have findings that are as grave as was asked for, or graver.</summary>
    public const string ConnectorUnhealthy = nameof(ConnectorUnhealthy);

    /// <summary>A change needs a confirmation, and the session cannot ask for it: -Confirm:$false does without.</summary>
    public const string ConfirmationImpossible = nameof(ConfirmationImpossible);

    /// <summary>There is no connector StatefulSet in the namespace, nor, where that may be asked, in any other.</summary>
    public const string ConnectorNotInstalled = nameof(ConnectorNotInstalled);

    /// <summary>No pod of the connector has that name.</summary>
    public const string PodNotFound = nameof(PodNotFound);

    /// <summary>No container of the connector's pods has that name.</summary>
    public const string ContainerNotFound = nameof(ContainerNotFound);

    /// <summary>The folder or a file in it cannot be written.</summary>
    public const string DestinationNotWritable = nameof(DestinationNotWritable);

    /// <summary>No source that may be read names the EKS cluster.</summary>
    public const string ClusterNameNotFound = nameof(ClusterNameNotFound);

    /// <summary>The pods were not all ready when the time for waiting was over.</summary>
    public const string WaitTimeout = nameof(WaitTimeout);

    /// <summary>The file that -ManifestPath names is not there, or cannot be read.</summary>
    public const string ManifestNotReadable = nameof(ManifestNotReadable);

    /// <summary>The file with the text of an error is not there, or cannot be read.</summary>
    public const string TextNotReadable = nameof(TextNotReadable);

    /// <summary>A text is not the ARN of an IAM principal.</summary>
    public const string InvalidPrincipalArn = nameof(InvalidPrincipalArn);

    /// <summary>The caller would grant what he does not hold himself, which RBAC does not let him.</summary>
    public const string EscalationDenied = nameof(EscalationDenied);

    /// <summary>An object has the name that the module would use, and is not the module's.</summary>
    public const string RbacConflict = nameof(RbacConflict);

    /// <summary>A change of several objects stopped halfway; the message says which are written and which are not.</summary>
    public const string ChangeIncomplete = nameof(ChangeIncomplete);

    /// <summary>The change is made, but the API server does not answer as it should after it.</summary>
    public const string VerificationFailed = nameof(VerificationFailed);

    /// <summary>The module's grant is taken back, but objects of others still grant the same.</summary>
    public const string StillGranted = nameof(StillGranted);

    /// <summary>No AWS credentials were given or found.</summary>
    public const string AwsCredentialMissing = nameof(AwsCredentialMissing);

    /// <summary>AWS does not know the access key, the signature does not fit the key, or a web identity token was refused.</summary>
    public const string AwsCredentialInvalid = nameof(AwsCredentialInvalid);

    /// <summary>The program of <c>credential_process</c> failed or gave something unusable.</summary>
    public const string AwsCredentialProcessFailed = nameof(AwsCredentialProcessFailed);

    /// <summary>The AWS session token, the SSO sign-in or the web identity token has expired.</summary>
    public const string AwsTokenExpired = nameof(AwsTokenExpired);

    /// <summary>The AWS profile is not there, or what it says cannot be used.</summary>
    public const string AwsProfileInvalid = nameof(AwsProfileInvalid);

    /// <summary>No AWS region was given or found.</summary>
    public const string AwsRegionMissing = nameof(AwsRegionMissing);

    /// <summary>The AWS region is not one, there is no such region, or it is not enabled for the account.</summary>
    public const string AwsRegionInvalid = nameof(AwsRegionInvalid);

    /// <summary>The AWS endpoint that was configured cannot be used.</summary>
    public const string AwsEndpointInvalid = nameof(AwsEndpointInvalid);

    /// <summary>The AWS endpoint's name could not be resolved.</summary>
    public const string AwsDnsFailed = nameof(AwsDnsFailed);

    /// <summary>Nothing listens at the AWS endpoint's address.</summary>
    public const string AwsConnectionRefused = nameof(AwsConnectionRefused);

    /// <summary>The AWS endpoint's certificate could not be verified, or TLS failed.</summary>
    public const string AwsTlsFailed = nameof(AwsTlsFailed);

    /// <summary>No connection to the AWS endpoint could be made for another reason (a proxy, say), or it broke.</summary>
    public const string AwsEndpointUnreachable = nameof(AwsEndpointUnreachable);

    /// <summary>AWS, or the source of the AWS credentials, did not answer in time.</summary>
    public const string AwsRequestTimeout = nameof(AwsRequestTimeout);

    /// <summary>The AWS identity may not do this.</summary>
    public const string AwsAccessDenied = nameof(AwsAccessDenied);

    /// <summary>The account and region have no EKS cluster of that name.</summary>
    public const string AwsClusterNotFound = nameof(AwsClusterNotFound);

    /// <summary>AWS asks to slow down, and went on asking.</summary>
    public const string AwsThrottled = nameof(AwsThrottled);

    /// <summary>This machine's clock and AWS's are too far apart for a signature.</summary>
    public const string AwsClockSkew = nameof(AwsClockSkew);

    /// <summary>AWS refused the request as invalid.</summary>
    public const string AwsRequestInvalid = nameof(AwsRequestInvalid);

    /// <summary>AWS failed, or what answered is not AWS.</summary>
    public const string AwsServiceError = nameof(AwsServiceError);

    /// <summary>Something that nobody thought of; worth a report.</summary>
    public const string UnexpectedError = nameof(UnexpectedError);
}
