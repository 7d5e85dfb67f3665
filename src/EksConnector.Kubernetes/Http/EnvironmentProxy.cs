using System.Net;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The proxy that the environment names, by the rules that kubectl follows (Go's httpproxy): HTTPS_PROXY or HTTP_PROXY
/// by the address's scheme, never for this machine itself, and NO_PROXY with names, subdomains, addresses, CIDR ranges and
/// ports. .NET's own rules know no ranges, and send loopback addresses to the proxy.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary>Finds the proxy for a server.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>The proxy; null where there is none for this server.</returns>
    /// <exception cref="FormatException">The variable does not hold an address.</exception>
    public static Uri? For(Uri server, Func<string, string?> variable)
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
            if (Fits(entry, host, server.Port, address))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(string entry, string host, int port, IPAddress? address)
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

        // ".example.com" and "*.example.com" mean the subdomains, "example.com" itself as well.
        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        return name.StartsWith('.')
            ? host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : host.Equals(name, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }
}
