using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Identifies the caller of a request by client certificate, bearer token, and impersonation headers.</summary>
internal sealed class Authenticator(CertificateAuthority authority, AccessTable access)
{
    private readonly ConcurrentDictionary<string, Caller?> _certificates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Caller> _tokens = new(StringComparer.Ordinal);

    /// <summary>Creates a bearer token for a user.</summary>
    public string AddUser(string name, params string[] groups)
    {
        string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToUpperInvariant();
        _tokens[token] = new Caller(name, [.. groups, "system:authenticated"]);
        return token;
    }

    /// <exception cref="ApiError">The credentials are not valid, or the caller cannot impersonate the user.</exception>
    public Caller Authenticate(HttpContext context, ObjectStore store)
    {
        Caller caller = FromCertificate(context.Connection.ClientCertificate) ?? FromToken(context.Request, store) ?? Caller.Anonymous;
        return Impersonate(caller, context.Request.Headers, store);
    }

    private Caller? FromCertificate(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        return _certificates.GetOrAdd(certificate.Thumbprint, _ => Verify(certificate)) ?? throw ApiError.Unauthorized();
    }

    private Caller? Verify(X509Certificate2 certificate)
    {
        if (!authority.HasIssued(certificate))
        {
            return null;
        }

        string name = string.Empty;
        List<string> groups = [];
        foreach (X500RelativeDistinguishedName part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            switch (part.GetSingleElementType().Value)
            {
                case "2.5.4.3":
                    name = part.GetSingleElementValue() ?? string.Empty;
                    break;
                case "2.5.4.10":
                    groups.Add(part.GetSingleElementValue() ?? string.Empty);
                    break;
            }
        }

        return new Caller(name, [.. groups, "system:authenticated"]);
    }

    private Caller? FromToken(HttpRequest request, ObjectStore store)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return null;
        }

        const string scheme = "Bearer ";
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiError.Unauthorized();
        }

        string token = header[scheme.Length..].Trim();
        return _tokens.TryGetValue(token, out Caller? caller) ? caller : FromSecret(token, store) ?? throw ApiError.Unauthorized();
    }

    // The token of a service account is in a Secret in its namespace.
    private static Caller? FromSecret(string token, ObjectStore store)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
        StoredObject? secret = store.Current.Objects.Values.FirstOrDefault(found =>
            found.Kind.Plural == "secrets"
            && (string?)found.Json["type"] == "kubernetes.io/service-account-token"
            && (string?)found.Json["data"]?["token"] == encoded);
        return (string?)secret?.Json["metadata"]?["annotations"]?["kubernetes.io/service-account.name"] is { } account
            ? new Caller(
                $"system:serviceaccount:{secret.Namespace}:{account}",
                ["system:serviceaccounts", $"system:serviceaccounts:{secret.Namespace}", "system:authenticated"])
            : null;
    }

    private Caller Impersonate(Caller caller, IHeaderDictionary headers, ObjectStore store)
    {
        string user = headers["Impersonate-User"].ToString();
        string[] groups = [.. headers["Impersonate-Group"].OfType<string>()];
        if (user.Length == 0)
        {
            return groups.Length == 0
                ? caller
                : throw new ApiError(500, string.Empty, "requested [{Group  " + groups[0] + "}] without impersonating a user");
        }

        if (user.Split(':') is ["system", "serviceaccount", var @namespace, var account])
        {
            access.EnsureAllowed(caller, ImpersonationCheck("serviceaccounts", @namespace, account), store);
            groups = groups.Length > 0 ? groups : ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}"];
        }
        else
        {
            access.EnsureAllowed(caller, ImpersonationCheck("users", string.Empty, user), store);
        }

        foreach (string group in groups.Where(group => !group.StartsWith("system:serviceaccounts", StringComparison.Ordinal)))
        {
            access.EnsureAllowed(caller, ImpersonationCheck("groups", string.Empty, group), store);
        }

        return user == Caller.Anonymous.Name ? Caller.Anonymous : new Caller(user, [.. groups, "system:authenticated"]);
    }

    private static AccessCheck ImpersonationCheck(string resource, string @namespace, string name) =>
        new("impersonate", string.Empty, resource, string.Empty, @namespace, name, null);
}
