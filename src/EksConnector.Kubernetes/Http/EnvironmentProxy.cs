using System.Net;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Finds the proxy in the environment, by the rules of kubectl (Go's httpproxy): HTTPS_PROXY or HTTP_PROXY, depending on the
/// scheme of the address, never for loopback addresses, and NO_PROXY with names, subdomains, addresses, CIDR ranges and ports.
/// .NET's own rules do not support CIDR ranges and use the proxy for loopback addresses.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary>Finds the proxy for a server.</summary>
    /// <param name="server">The address of the server.</param>
    /// <param name="variable">The function that reads an environment variable.</param>
    /// <returns>The proxy; null if none applies to this server.</returns>
    /// <exception cref="FormatException">The value of the variable is not a valid URL.</exception>
    public static Uri? Find(Uri server, Func<string, string?> variable)
    {
        string name = server.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        string? proxy = First(variable, name);
        if (proxy is null || IsExempt(server, First(variable, "NO_PROXY")))
        {
            return null;
        }

        return Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "http" or "https" or "socks5"
                ? uri
                : throw new FormatException(name);
    }

    private static string? First(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : null;

    private static bool IsExempt(Uri server, string? noProxy)
    {
        string host = server.IdnHost.TrimEnd('.');
        IPAddress? address = IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : null;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (address is not null && IPAddress.IsLoopback(address)))
        {
            return true;
        }

        foreach (string entry in (noProxy ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Matches(entry, host, server.Port, address))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string entry, string host, int port, IPAddress? address)
    {
        if (entry == "*")
        {
            return true;
        }

        if (entry.Contains('/', StringComparison.Ordinal))
        {
            return address is not null && IPNetwork.TryParse(entry, out IPNetwork network) && network.Contains(address);
        }

        if (IPAddress.TryParse(entry, out IPAddress? exempt))
        {
            return exempt.Equals(address);
        }

        string name = entry;
        if (entry.LastIndexOf(':') is > 0 and var colon && int.TryParse(entry.AsSpan(colon + 1), out int onlyPort))
        {
            if (onlyPort != port)
            {
                return false;
            }

            name = entry[..colon];
        }

        // ".example.com" and "*.example.com" match only subdomains; "example.com" also matches itself.
        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        return name.StartsWith('.')
            ? host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : host.Equals(name, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }
}
