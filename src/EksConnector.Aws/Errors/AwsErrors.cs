using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using EksConnector.Aws.Http;
using EksConnector.Core;

namespace EksConnector.Aws.Errors;

/// <summary>Makes the one exception of Core out of what SDK, network and services throw.</summary>
internal static class AwsErrors
{
    private const int LongestText = 600;

    /// <summary>Translates an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="site">What was done.</param>
    /// <param name="timeout">The time limit that it had.</param>
    /// <param name="secrets">Texts that must not come out.</param>
    public static EksConnectorException Translate(
        Exception exception, AwsCallSite site, TimeSpan timeout, IEnumerable<string> secrets)
    {
        if (Find<EksConnectorException>(exception) is { } ours)
        {
            return ours;
        }

        string Clean(string? text) => Scrub(text, secrets);
        return exception switch
        {
            _ when Find<AnswerTooLongException>(exception) is not null => NotAws($"The answer to {site.Action} is longer than any of AWS."),
            AmazonUnmarshallingException or JsonException or XmlException or FormatException or OverflowException =>
                NotAws($"What answered {site.Action} did not answer as AWS does."),

            // What the SDK's readers throw where a value has another kind than the model's.
            InvalidOperationException or ArgumentException or InvalidCastException or NullReferenceException when !site.IsCredentials =>
                NotAws($"What answered {site.Action} did not answer as AWS does."),
            AmazonServiceException { ErrorCode.Length: > 0 } service => FromService(service, site, Clean),
            AmazonServiceException service when (int)service.StatusCode > 0 => FromService(service, site, Clean),
            ProcessAWSCredentialException => Make(
                ErrorIds.AwsCredentialProcessFailed,
                FailureCategory.AuthenticationError,
                "The credential_process of the AWS profile failed, or gave something that is not credentials. Its output is not shown: it can be secret.",
                "Run the command of credential_process by hand and look at what it says."),
            _ when Find<HttpRequestException>(exception) is { } http => Unreachable(http, site, Clean),
            _ when Find<SocketException>(exception) is not null || Find<AuthenticationException>(exception) is not null
                || Find<IOException>(exception) is not null => Unreachable(exception, site, Clean),
            OperationCanceledException or TimeoutException => Make(
                ErrorIds.AwsRequestTimeout,
                FailureCategory.OperationTimeout,
                site.IsCredentials
                    ? $"The AWS credentials were not there within {timeout.TotalSeconds:0} seconds."
                    : $"{Where(site)} did not answer {site.Action} within {timeout.TotalSeconds:0} seconds.",
                "Check the network and the proxy; give a longer time limit where the way is slow."),
            AmazonClientException client when IsEndpointConflict(client.Message) => Make(
                ErrorIds.AwsEndpointInvalid,
                FailureCategory.InvalidArgument,
                $"No endpoint fits what was configured: {Clean(client.Message).TrimEnd('.')}.",
                $"Take away AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT (or the profile's settings), or {site.EndpointVariable}."),
            AmazonClientException client when client.Message.Contains("SSO Token", StringComparison.OrdinalIgnoreCase) => SignInAgain(),
            _ when site.IsCredentials => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                $"The AWS credentials could not be read: {Clean(exception.Message)}",
                "Look at what the AWS CLI says: aws sts get-caller-identity"),
            _ => Make(
                ErrorIds.UnexpectedError,
                FailureCategory.NotSpecified,
                $"{site.Action} failed: {Clean(exception.Message)}",
                "Please report this."),
        };

        EksConnectorException NotAws(string message) => Make(
            ErrorIds.AwsServiceError,
            FailureCategory.InvalidData,
            message,
            $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}) and whether a proxy answers in its place.");

        EksConnectorException Make(string id, FailureCategory category, string message, string action) =>
            new(id, category, message, action, exception);
    }

    private static EksConnectorException FromService(AmazonServiceException e, AwsCallSite site, Func<string?, string> clean)
    {
        string code = clean(e.ErrorCode);
        string said = clean(e.Message);
        int status = (int)e.StatusCode;
        return code switch
        {
            _ when IsClock(e) => ClockSkew(),

            // The message of these quotes the canonical request, with the session token in it.
            "SignatureDoesNotMatch" or "InvalidSignatureException" or "IncompleteSignature" or "IncompleteSignatureException" => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                "AWS did not accept the signature: the secret access key does not belong to the access key id, or a proxy changed the request.",
                "Check the secret of the access key for missing or additional characters."),
            "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" => Make(
                ErrorIds.AwsTokenExpired,
                FailureCategory.AuthenticationError,
                "The AWS session token or identity token has expired.",
                "Get new temporary credentials (aws sso login, or assume the role again) and repeat the command."),
            "UnauthorizedException" when site.IsCredentials => SignInAgain(),
            "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "AuthFailure" or "InvalidToken"
                or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "InvalidIdentityToken"
                or "InvalidIdentityTokenException" or "IDPRejectedClaim" or "IDPRejectedClaimException" or "NotAuthorizedException" => Make(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                $"AWS did not accept the credentials ({code}): {said}",
                $"Check which credentials are used with: aws sts get-caller-identity. A temporary key needs its session token. A region that is not enabled for the account refuses every key{(site.Region is { } region ? $": check that {region} is enabled" : string.Empty)}."),
            "RegionDisabledException" or "OptInRequired" => Make(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"The region {site.Region} is not enabled for the account: {said}",
                "Give the region in which the cluster is registered, or have the region enabled."),
            "ResourceNotFoundException" when site.ClusterName is { } name => Make(
                ErrorIds.AwsClusterNotFound,
                FailureCategory.ObjectNotFound,
                $"EKS in {site.Region} has no cluster '{name}': {said}",
                "Check name, region and account; the clusters are named by: aws eks list-clusters --include all"),
            _ when IsThrottling(code) || status == 429 => Make(
                ErrorIds.AwsThrottled,
                FailureCategory.LimitsExceeded,
                $"AWS limits the rate of {site.Action}, and did so again when it was repeated: {said}",
                "Wait a minute and repeat the command, or ask for fewer clusters at once."),
            "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "ForbiddenException" => Denied(),
            _ when status is 401 or 403 => Denied(),
            _ when status is 404 && site.ClusterName is not null && code.Length == 0 => NotAws(),
            _ when status >= 500 || status == 0 => Make(
                ErrorIds.AwsServiceError,
                FailureCategory.ResourceUnavailable,
                $"{Where(site)} failed at {site.Action} ({Shown(code, status)}): {said}",
                "Repeat the command later; see https://health.aws.amazon.com for the state of the service."),
            _ when code.Length == 0 => NotAws(),
            _ => Make(
                ErrorIds.AwsRequestInvalid,
                FailureCategory.InvalidArgument,
                $"AWS refused {site.Action} ({Shown(code, status)}): {said}",
                "Check the names that were given, and that the account may use the service in this region."),
        };

        EksConnectorException Denied() => Make(
            ErrorIds.AwsAccessDenied,
            FailureCategory.PermissionDenied,
            site.IsCredentials
                ? $"AWS does not let these credentials assume the role or use the account ({Shown(code, status)}): {said}"
                : $"AWS does not allow {site.Action} in {site.Region} ({Shown(code, status)}): {said}",
            site.IsCredentials
                ? "Have the role's trust policy name this identity and the identity's policy allow sts:AssumeRole on the role."
                : $"Have the identity's policy allow {site.Action}; see who it is with: aws sts get-caller-identity");

        EksConnectorException ClockSkew() => Make(
            ErrorIds.AwsClockSkew,
            FailureCategory.AuthenticationError,
            "AWS refused the signature because this machine's clock and AWS's are too far apart.",
            "Set the clock of this machine (on Windows: w32tm /resync; on Linux: timedatectl set-ntp true) and repeat the command.");

        EksConnectorException NotAws() => Make(
            ErrorIds.AwsServiceError,
            FailureCategory.InvalidData,
            $"What answered {site.Action} (HTTP {status}) did not answer as AWS does.",
            $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}) and whether a proxy answers in its place.");

        EksConnectorException Make(string id, FailureCategory category, string message, string action) =>
            new(id, category, message, action, e) { StatusCode = status is >= 100 and <= 599 ? status : null, Reason = code.Length > 0 ? code : null };
    }

    private static EksConnectorException Unreachable(Exception e, AwsCallSite site, Func<string?, string> clean)
    {
        SocketError? socket = Find<SocketException>(e)?.SocketErrorCode;

        // A name server that knows no such name is there: no network would be another error. So it is the name that is wrong,
        // and only the region in it was somebody's choice.
        if (socket is SocketError.HostNotFound or SocketError.NoData && site is { Endpoint: null, IsCredentials: false, Region: { } region }
            && !IsKnown(region))
        {
            return new EksConnectorException(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"There is no AWS region '{region}', or this network has no name for {site.Service.ToUpperInvariant()} in it.",
                "Give the region in which the cluster is registered, such as eu-west-1; a region that is newer than this module needs a DNS that knows it.",
                e);
        }

        (string id, FailureCategory category, string why, string action) = socket switch
        {
            _ when Find<AuthenticationException>(e) is not null => (
                ErrorIds.AwsTlsFailed,
                FailureCategory.SecurityError,
                "TLS failed: the certificate is not trusted, or something intercepts the connection",
                "Add the company's root certificate to this machine's trusted ones, or use an endpoint inside the network."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => (
                ErrorIds.AwsDnsFailed,
                FailureCategory.ConnectionError,
                "its name could not be resolved",
                "Check DNS, the region's name, HTTPS_PROXY, and the endpoint where one is configured."),
            SocketError.ConnectionRefused => (
                ErrorIds.AwsConnectionRefused,
                FailureCategory.ConnectionError,
                "the connection was refused",
                $"Check the endpoint (-EndpointUrl, {site.EndpointVariable}), the proxy and the firewall."),
            _ when Find<HttpRequestException>(e) is { HttpRequestError: HttpRequestError.ProxyTunnelError } => (
                ErrorIds.AwsEndpointUnreachable,
                FailureCategory.ConnectionError,
                "the proxy did not let the connection through",
                "Check HTTPS_PROXY and NO_PROXY, and that the proxy allows the address."),
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
                ? $"The service that gives the AWS credentials could not be reached: {why}."
                : $"{Where(site)} could not be reached: {why}.",
            action,
            e);
    }

    private static bool IsKnown(string region) =>
        !string.Equals(Amazon.RegionEndpoint.GetBySystemName(region).DisplayName, "Unknown", StringComparison.Ordinal);

    private static EksConnectorException SignInAgain() => new(
        ErrorIds.AwsTokenExpired,
        FailureCategory.AuthenticationError,
        "The sign-in to AWS IAM Identity Center has expired, or there was none.",
        "Sign in again with: aws sso login --profile NAME");

    private static string Where(AwsCallSite site) => $"The AWS endpoint {site.Host}";

    private static string Shown(string code, int status) => code.Length > 0 ? code : $"HTTP {status}";

    /// <summary>Whether AWS refused a signature for its time.</summary>
    public static bool IsClock(AmazonServiceException e) => e.ErrorCode switch
    {
        "SignatureDoesNotMatch" or "InvalidSignatureException" =>
            e.Message?.Contains("Signature expired", StringComparison.OrdinalIgnoreCase) == true
            || e.Message?.Contains("not yet current", StringComparison.OrdinalIgnoreCase) == true,
        "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture" => true,
        _ => false,
    };

    // The SDK's endpoint rules have no exception of their own.
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

    private static string Scrub(string? text, IEnumerable<string> secrets)
    {
        text ??= string.Empty;
        foreach (string secret in secrets)
        {
            text = secret.Length > 0 ? text.Replace(secret, Redactor.Mask, StringComparison.Ordinal) : text;
        }

        return OutsideText.Line(text, LongestText);
    }
}
