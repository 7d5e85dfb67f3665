using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Verifies AWS Signature Version 4 as documented by AWS.</summary>
internal static class SignatureCheck
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    public static string? AccessKeyId(HttpRequest request) => Parts(request)?.GetValueOrDefault("Credential")?.Split('/')[0];

    public static string? Region(HttpRequest request) => Parts(request)?.GetValueOrDefault("Credential")?.Split('/') is { Length: 5 } scope ? scope[2] : null;

    public static (FakeAwsKey? Key, FakeAwsFault? Fault) Verify(
        HttpRequest request,
        byte[] content,
        string service,
        IReadOnlyDictionary<string, FakeAwsKey> keys,
        DateTimeOffset now,
        bool isExpired)
    {
        if (Parts(request) is not { } parts)
        {
            return (null, new FakeAwsFault(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        }

        string[] scope = parts["Credential"].Split('/');
        if (!keys.TryGetValue(scope[0], out FakeAwsKey? key)
            || !string.Equals(key.SessionToken ?? string.Empty, request.Headers["x-amz-security-token"].ToString(), StringComparison.Ordinal))
        {
            return (null, new FakeAwsFault(403, "UnrecognizedClientException", "The security token included in the request is invalid."));
        }

        if (key.IsExpired || isExpired)
        {
            return (null, new FakeAwsFault(403, "ExpiredTokenException", "The security token included in the request is expired"));
        }

        string stamp = request.Headers["x-amz-date"].ToString();
        var signedAt = DateTimeOffset.ParseExact(
            stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((now - signedAt).Duration() > s_tolerance)
        {
            string text = now > signedAt
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Signature expired: {stamp} is now earlier than {now - s_tolerance:yyyyMMdd'T'HHmmss'Z'} ({now:yyyyMMdd'T'HHmmss'Z'} - 5 min.)")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Signature not yet current: {stamp} is still later than {now + s_tolerance:yyyyMMdd'T'HHmmss'Z'} ({now:yyyyMMdd'T'HHmmss'Z'} + 5 min.)");
            return (null, new FakeAwsFault(403, "InvalidSignatureException", text));
        }

        if (scope is not [_, { } day, _, { } signedService, "aws4_request"]
            || !stamp.StartsWith(day, StringComparison.Ordinal) || signedService != service)
        {
            return (null, new FakeAwsFault(403, "InvalidSignatureException", $"Credential should be scoped to correct service: '{service}'."));
        }

        string canonical = Canonical(request, content, parts["SignedHeaders"]);
        string toSign = string.Join('\n', Algorithm, stamp, string.Join('/', scope[1..]), Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        byte[] signingKey = Encoding.UTF8.GetBytes("AWS4" + key.Secret);
        foreach (string part in scope[1..])
        {
            signingKey = Hmac(signingKey, part);
        }

        // Like AWS, the error message contains the canonical request, including the session token.
        return string.Equals(Hex(Hmac(signingKey, toSign)), parts["Signature"], StringComparison.Ordinal)
            ? (key, null)
            : (null, new FakeAwsFault(
                403,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been '"
                + canonical + "'"));
    }

    private static Dictionary<string, string>? Parts(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Algorithm + " ", StringComparison.Ordinal)
            ? header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
            : null;
    }

    private static string Canonical(HttpRequest request, byte[] content, string signedHeaders)
    {
        var feature = request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!;
        string rawPath = feature.RawTarget.Split('?')[0];

        // All services except S3 encode the path of the request a second time.
        string path = string.Join('/', rawPath.Split('/').Select(Uri.EscapeDataString));
        IEnumerable<string> query = request.Query
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value.ToString()))
            .Order(StringComparer.Ordinal);
        string[] names = signedHeaders.Split(';');
        string headers = string.Concat(names.Select(name => name + ":" + request.Headers[name].ToString().Trim() + "\n"));
        return string.Join('\n', request.Method, path, string.Join('&', query), headers, signedHeaders, Hex(SHA256.HashData(content)));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
