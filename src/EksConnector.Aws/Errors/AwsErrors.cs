using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using EksConnector.Aws.Http;
using EksConnector.Core;

namespace EksConnector.Aws.Errors;

/// <summary>Translates exceptions of the SDK, the network and the services.</summary>
internal static class AwsErrors
{
    private const int MaximumTextLength = 600;

    /// <summary>Translates an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="site">The call that failed.</param>
    /// <param name="timeout">The timeout of the call.</param>
    /// <param name="secrets">The secrets to redact.</param>
    public static EksConnectorException Translate(
        Exception exception, AwsCallSite site, TimeSpan timeout, IEnumerable<string> secrets)
    {
        if (Find<EksConnectorException>(exception) is { } ours)
        {
            return ours;
        }

        string Clean(string? text) => CleanText(text, secrets);
        return exception switch
        {
            _ when Find<ResponseTooLongException>(exception) is not null => NotAws($"The response to {site.Action} is too long to be from AWS."),
            AmazonUnmarshallingException or JsonException or XmlException or FormatException or OverflowException =>
                NotAws($"The response to {site.Action} is not from AWS."),

            // The SDK throws these if a value is of another type than in the model.
            InvalidOperationException or ArgumentException or InvalidCastException or NullReferenceException when !site.IsCredentials =>
                NotAws($"The response to {site.Action} is not from AWS."),
            AmazonServiceException { ErrorCode.Length: > 0 } service => FromService(service, site, Clean),
            AmazonServiceException service when (int)service.StatusCode > 0 => FromService(service, site, Clean),
            _ when Find<HttpRequestException>(exception) is { } http => Unreachable(http, site, Clean),
            _ when Find<SocketException>(exception) is not null || Find<AuthenticationException>(exception) is not null
                || Find<IOException>(exception) is not null => Unreachable(exception, site, Clean),
            OperationCanceledException or TimeoutException => Make(
                ErrorIds.AwsRequestTimeout,
                FailureCategory.OperationTimeout,
                site.IsCredentials
                    ? $"Retrieving the AWS credentials timed out after {timeout.TotalSeconds:0} s."
                    : $"{Where(site)} did not respond to {site.Action} within {timeout.TotalSeconds:0} s.",
                site.IsCredentials
                    ? "Check the network and the proxy, and run the credential_process of the profile manually if there is one. Or increase -RequestTimeout."
                    : "Check the network and the proxy, or increase -RequestTimeout."),
            AmazonClientException client when IsEndpointConflict(client.Message) => Make(
                ErrorIds.AwsEndpointInvalid,
                FailureCategory.InvalidArgument,
                $"No AWS endpoint matches the configuration: {Clean(client.Message).TrimEnd('.')}.",
                $"Remove AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT (or the equivalent settings of the profile), or remove {site.EndpointVariable}."),
            AmazonClientException client when client.Message.Contains("SSO Token", StringComparison.OrdinalIgnoreCase) => SignInAgain(),
            _ when site.IsCredentials => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                $"The AWS credentials could not be read: {Clean(exception.Message)}",
                "Check whether the AWS CLI reports the same error: aws sts get-caller-identity"),
            _ => Make(
                ErrorIds.UnexpectedError,
                FailureCategory.NotSpecified,
                $"{site.Action} failed: {Clean(exception.Message)}",
                "Report this error as an issue."),
        };

        EksConnectorException NotAws(string message) => Make(
            ErrorIds.AwsServiceError,
            FailureCategory.InvalidData,
            message,
            $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}), and whether a proxy responds in its place.");

        EksConnectorException Make(string id, FailureCategory category, string message, string action) =>
            new(id, category, message, action, exception);
    }

    private static EksConnectorException FromService(AmazonServiceException e, AwsCallSite site, Func<string?, string> clean)
    {
        string code = clean(e.ErrorCode);
        string serviceMessage = clean(e.Message);
        int status = (int)e.StatusCode;
        return code switch
        {
            _ when IsClockSkew(e) => ClockSkew(),

            // The messages of these errors quote the canonical request, which contains the session token.
            "SignatureDoesNotMatch" or "InvalidSignatureException" or "IncompleteSignature" or "IncompleteSignatureException" => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                "AWS rejected the signature: the secret access key does not match the access key ID, or a proxy changed the request.",
                "Check the secret access key for missing or additional characters."),
            "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" => Make(
                ErrorIds.AwsTokenExpired,
                FailureCategory.AuthenticationError,
                "The AWS session token or identity token has expired.",
                "Get new temporary credentials (run aws sso login, or assume the role again), and then run the command again."),
            "UnauthorizedException" when site.IsCredentials => SignInAgain(),
            "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "AuthFailure" or "InvalidToken"
                or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "InvalidIdentityToken"
                or "InvalidIdentityTokenException" or "IDPRejectedClaim" or "IDPRejectedClaimException" or "NotAuthorizedException" => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                $"AWS rejected the credentials ({code}): {serviceMessage}",
                $"Check which credentials are used: aws sts get-caller-identity. Temporary credentials require a session token. A Region that is not enabled for the account rejects all credentials{(site.Region is { } region ? $": check that {region} is enabled" : string.Empty)}."),
            "RegionDisabledException" or "OptInRequired" => Make(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"The Region '{site.Region}' is not enabled for the account: {serviceMessage}",
                "Specify the Region in which the cluster is registered, or enable the Region for the account."),
            "ResourceNotFoundException" when site.ClusterName is { } name => Make(
                ErrorIds.AwsClusterNotFound,
                FailureCategory.ObjectNotFound,
                $"Amazon EKS has no cluster '{name}' in the Region '{site.Region}': {serviceMessage}",
                "Check the name, the Region and the account. To list the clusters, run: aws eks list-clusters --include all"),
            "ResourceInUseException" => Make(
                ErrorIds.AwsResourceInUse,
                FailureCategory.ResourceUnavailable,
                $"AWS rejected {site.Action} because {Named(site)} is in use: {serviceMessage}",
                "Wait until AWS has completed the operation in progress, and then run the command again."),
            "ResourcePropagationDelayException" => Make(
                ErrorIds.AwsRoleNotReady,
                FailureCategory.ResourceUnavailable,
                $"AWS rejected {site.Action} because a required IAM role is not available yet: {serviceMessage}",
                "Wait a few minutes until AWS has distributed the role, and then run the command again."),
            "ResourceLimitExceededException" or "ServiceQuotaExceededException" => Make(
                ErrorIds.AwsLimitExceeded,
                FailureCategory.LimitsExceeded,
                $"AWS rejected {site.Action} because a quota of the account is reached: {serviceMessage}",
                "Deregister clusters that are no longer required, or request a higher quota in Service Quotas."),
            _ when IsThrottling(code) || status == 429 => Make(
                ErrorIds.AwsThrottled,
                FailureCategory.LimitsExceeded,
                $"AWS throttled {site.Action}, and retries did not succeed: {serviceMessage}",
                "Wait a minute and run the command again, or reduce -ThrottleLimit."),
            "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "ForbiddenException" => Denied(),
            _ when status is 401 or 403 => Denied(),
            _ when status is 404 && site.ClusterName is not null && code.Length == 0 => NotAws(),
            _ when status >= 500 || status == 0 => Make(
                ErrorIds.AwsServiceError,
                FailureCategory.ResourceUnavailable,
                $"{Where(site)} failed to process {site.Action} ({FormatCode(code, status)}): {serviceMessage}",
                "Run the command again later. For the status of the service, see https://health.aws.amazon.com."),
            _ when code.Length == 0 => NotAws(),
            _ => Make(
                ErrorIds.AwsRequestInvalid,
                FailureCategory.InvalidArgument,
                $"AWS rejected {site.Action} ({FormatCode(code, status)}): {serviceMessage}",
                "Check the specified names, and that the service is available to the account in this Region."),
        };

        EksConnectorException Denied() => Make(
            ErrorIds.AwsAccessDenied,
            FailureCategory.PermissionDenied,
            site.IsCredentials
                ? $"The AWS credentials are not permitted to assume the role or to use the account ({FormatCode(code, status)}): {serviceMessage}"
                : $"The AWS identity is not permitted to perform {site.Action} in the Region '{site.Region}' ({FormatCode(code, status)}): {serviceMessage}",
            site.IsCredentials
                ? "Add the identity to the trust policy of the role, and allow sts:AssumeRole on the role in the policy of the identity."
                : $"Allow {site.Action} in the policy of the identity. To see the identity, run: aws sts get-caller-identity");

        EksConnectorException ClockSkew() => Make(
            ErrorIds.AwsClockSkew,
            FailureCategory.AuthenticationError,
            "AWS rejected the signature because the clock of this computer differs too much from the clock of AWS.",
            "Synchronize the clock of this computer (on Windows: w32tm /resync; on Linux: timedatectl set-ntp true), and then run the command again.");

        EksConnectorException NotAws() => Make(
            ErrorIds.AwsServiceError,
            FailureCategory.InvalidData,
            $"The response to {site.Action} (HTTP {status}) is not from AWS.",
            $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}), and whether a proxy responds in its place.");

        EksConnectorException Make(string id, FailureCategory category, string message, string action) =>
            new(id, category, message, action, e) { StatusCode = status is >= 100 and <= 599 ? status : null, Reason = code.Length > 0 ? code : null };
    }

    private static EksConnectorException Unreachable(Exception e, AwsCallSite site, Func<string?, string> clean)
    {
        SocketError? socket = Find<SocketException>(e)?.SocketErrorCode;

        // The DNS server responded, so the network works and the host name is wrong; the Region is the only part of it that the user
        // specified.
        if (socket is SocketError.HostNotFound or SocketError.NoData && site is { Endpoint: null, IsCredentials: false, Region: { } region }
            && !IsKnown(region))
        {
            return new EksConnectorException(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"The AWS Region '{region}' does not exist, or the DNS server does not resolve the {site.Service.ToUpperInvariant()} endpoint in this Region.",
                "Specify the Region in which the cluster is registered, such as eu-west-1. If the Region is new, check the DNS settings of this computer.",
                e);
        }

        (string id, FailureCategory category, string why, string action) = socket switch
        {
            _ when Find<AuthenticationException>(e) is not null => (
                ErrorIds.AwsTlsFailed,
                FailureCategory.SecurityError,
                "the TLS handshake failed because the certificate is not trusted, or the connection is intercepted",
                "Add the root certificate of your organization to the trusted certificates of this computer, or use an endpoint in your network."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => (
                ErrorIds.AwsDnsFailed,
                FailureCategory.ConnectionError,
                "the host name could not be resolved",
                "Check the DNS settings, the name of the Region, HTTPS_PROXY, and the endpoint if you configured one."),
            SocketError.ConnectionRefused => (
                ErrorIds.AwsConnectionRefused,
                FailureCategory.ConnectionError,
                "the connection was refused",
                $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}), the proxy and the firewall."),
            _ when Find<HttpRequestException>(e) is { HttpRequestError: HttpRequestError.ProxyTunnelError } => (
                ErrorIds.AwsEndpointUnreachable,
                FailureCategory.ConnectionError,
                "the proxy rejected the connection",
                "Check HTTPS_PROXY and NO_PROXY, and that the proxy permits the address."),
            _ => (
                ErrorIds.AwsEndpointUnreachable,
                FailureCategory.ConnectionError,
                clean(e.Message).TrimEnd('.'),
                "Check the network, HTTPS_PROXY and the firewall."),
        };
        return new EksConnectorException(
            id,
            category,
            site.IsCredentials
                ? $"The provider of the AWS credentials is unreachable: {why}."
                : $"{Where(site)} is unreachable: {why}.",
            action,
            e);
    }

    private static bool IsKnown(string region) =>
        !string.Equals(Amazon.RegionEndpoint.GetBySystemName(region).DisplayName, "Unknown", StringComparison.Ordinal);

    private static EksConnectorException SignInAgain() => new(
        ErrorIds.AwsTokenExpired,
        FailureCategory.AuthenticationError,
        "The AWS IAM Identity Center session has expired or does not exist.",
        "Sign in again with: aws sso login --profile NAME");

    private static string Named(AwsCallSite site) => site.ClusterName is { } name ? $"the cluster name '{name}'" : "a resource";

    private static string Where(AwsCallSite site) => $"The AWS endpoint '{site.Host}'";

    private static string FormatCode(string code, int status) => code.Length > 0 ? code : $"HTTP {status}";

    /// <summary>Returns whether AWS rejected a signature because of its time.</summary>
    public static bool IsClockSkew(AmazonServiceException e) => e.ErrorCode switch
    {
        "SignatureDoesNotMatch" or "InvalidSignatureException" =>
            e.Message?.Contains("Signature expired", StringComparison.OrdinalIgnoreCase) == true
            || e.Message?.Contains("not yet current", StringComparison.OrdinalIgnoreCase) == true,
        "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture" => true,
        _ => false,
    };

    // The endpoint rules of the SDK have no exception type of their own.
    private static bool IsEndpointConflict(string message) =>
        message.StartsWith("Invalid Configuration", StringComparison.OrdinalIgnoreCase)
        || message.Contains("partition does not support", StringComparison.OrdinalIgnoreCase);

    private static bool IsThrottling(string code) =>
        code.Contains("Throttl", StringComparison.OrdinalIgnoreCase)
        || code is "TooManyRequestsException" or "RequestLimitExceeded" or "SlowDown" or "BandwidthLimitExceeded";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string CleanText(string? text, IEnumerable<string> secrets)
    {
        text ??= string.Empty;
        foreach (string secret in secrets)
        {
            text = secret.Length > 0 ? text.Replace(secret, Redactor.Mask, StringComparison.Ordinal) : text;
        }

        return OutsideText.Line(text, MaximumTextLength);
    }
}
