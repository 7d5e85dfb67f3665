using System.Globalization;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// Evaluates the output of the tools. The most precise tool decides: curl, then openssl and wget, then a plain TCP connection. A step that
/// no tool tested is not a failure.
/// </summary>
/// <param name="target">The endpoint.</param>
/// <param name="output">The output.</param>
internal sealed class EndpointEvaluator(EndpointTarget target, EndpointOutput output)
{
    // The exit code of a process that SIGTERM ended.
    private const int Terminated = 143;

    private bool IsMessages => target.Name == EndpointTarget.SsmMessages;

    private bool IsTls => target.Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>Evaluates the output.</summary>
    public EndpointVerdict Evaluate()
    {
        if (!output.IsComplete)
        {
            return EndpointVerdict.Unknown("The endpoint could not be tested: the test in the container did not complete.");
        }

        // Some tools fail if only one of the address families has an address, and nslookup does not read the hosts file.
        if (output is { Proxy: null, CurlExit: null, Addresses.Count: 0, HttpStatus: null, Issuer: null } && output.TcpExit != 0 && output.DnsExit is not (null or 0 or 126 or 127))
        {
            return DnsFailed(output.DnsExit == Terminated);
        }

        return output.CurlExit is { } exit ? OfCurl(exit) : OfOthers();
    }

    private EndpointVerdict OfCurl(int exit)
    {
        if (output.Proxy is not null && OfProxy(exit) is { } proxy)
        {
            return proxy;
        }

        // An endless body or a connection that breaks after the response has started is a response as well.
        if (output.HttpStatus is not null)
        {
            return Responds();
        }

        return exit switch
        {
            6 => DnsFailed(isTimeout: false),
            28 when !output.IsConnected && (ErrorsContain("resolving timed out") || (output.Addresses.Count == 0 && output.DnsExit != 0)) => DnsFailed(isTimeout: true),
            7 => NotConnected(),
            28 when !output.IsConnected => TimedOut(EndpointVerdict.Tcp, "The TCP connection times out."),
            28 when IsTls && output.TlsTime is null => TimedOut(EndpointVerdict.Tls, "The TCP connection succeeds, but the TLS handshake times out."),
            28 => TimedOut(EndpointVerdict.Http, "The connection succeeds, but no HTTP response arrives."),
            51 or 60 => NotTrusted(Reason("certificate")),
            35 => NoTls(),
            16 or 52 or 55 or 56 or 92 => Closed(IsTls && output.TlsTime is null ? EndpointVerdict.Tls : EndpointVerdict.Http),
            _ => EndpointVerdict.Unknown($"The endpoint could not be tested: curl ended with exit code {exit.ToString(CultureInfo.InvariantCulture)}."),
        };
    }

    private EndpointVerdict? OfProxy(int exit)
    {
        int? refusal = output.ProxyStatus is >= 300 ? output.ProxyStatus : output.HttpStatus == 407 ? 407 : null;
        if (refusal is not null)
        {
            return ProxyFailed($"The HTTP proxy rejects the connection with HTTP status {refusal}.");
        }

        bool isBeforeTls = IsTls && output.TlsTime is null && output.ProxyStatus is null;
        return exit switch
        {
            5 => ProxyFailed("The host name of the HTTP proxy cannot be resolved."),
            7 => ProxyFailed(ErrorsContain("refused") ? "The connection to the HTTP proxy is refused." : "The HTTP proxy cannot be reached."),
            28 when !output.IsConnected => ProxyFailed("The connection to the HTTP proxy times out."),
            28 when isBeforeTls => ProxyFailed("The HTTP proxy does not respond."),
            35 or 52 or 55 or 56 or 97 when isBeforeTls => ProxyFailed("The HTTP proxy closes the connection."),
            _ => null,
        };
    }

    private EndpointVerdict OfOthers()
    {
        bool isUntrusted = output.Verification is { } verification && !verification.StartsWith("0 ", StringComparison.Ordinal);
        if (output.OpenSslExit is not null && output.Issuer is not null && isUntrusted)
        {
            return NotTrusted(output.Verification);
        }

        if (output.HttpStatus is not null)
        {
            return output.Proxy is not null && output.HttpStatus == 407 ? ProxyFailed("The HTTP proxy rejects the connection with HTTP status 407.") : Responds();
        }

        if (output.Proxy is not null)
        {
            return EndpointVerdict.Unknown("The endpoint could not be tested through the HTTP proxy: the container does not have curl.");
        }

        if (output.OpenSslExit is not null && output.Issuer is not null)
        {
            return new EndpointVerdict(true, null, null, "The TLS handshake succeeds. HTTP was not tested.");
        }

        return output.TcpExit switch
        {
            0 when output.OpenSslExit == Terminated => TimedOut(EndpointVerdict.Tls, "The TCP connection succeeds, but the TLS handshake times out."),
            0 when output.OpenSslExit is not null => NoTls(),
            0 when output.WgetExit is not (null or 0) && ErrorsContain("certificate") && !ErrorsContain("not implemented") => NotTrusted(reason: null),
            0 => EndpointVerdict.Unknown("The TCP connection succeeds. TLS and HTTP could not be tested with the tools in the container."),
            null when output.OpenSslExit is null && output.WgetExit is null =>
                EndpointVerdict.Unknown("The endpoint could not be tested: the container has none of the tools curl, openssl, wget, bash and nc."),
            _ when ErrorsContain("refused", "reset", "unreachable", "no route") => NotConnected(),
            _ when ErrorsContain("timed out") || output.TcpExit == Terminated || (output.TcpExit is null && Terminated == (output.OpenSslExit ?? output.WgetExit)) =>
                TimedOut(EndpointVerdict.Tcp, "The TCP connection times out."),
            _ => EndpointVerdict.Unknown("The endpoint could not be tested with the tools in the container."),
        };
    }

    private EndpointVerdict Responds()
    {
        string checkedBy = IsTls && output.CurlExit is null && output.Verification is null ? " The certificate was not checked." : string.Empty;
        return new EndpointVerdict(true, null, null, $"The endpoint responds with HTTP status {output.HttpStatus?.ToString(CultureInfo.InvariantCulture)}.{checkedBy}");
    }

    private EndpointVerdict DnsFailed(bool isTimeout) => new(
        false,
        EndpointVerdict.Dns,
        IsMessages ? FindingCodes.SsmMessagesDnsFailed : FindingCodes.SsmDnsFailed,
        isTimeout ? "The DNS query for the host name times out." : "The host name cannot be resolved.");

    private EndpointVerdict NotConnected()
    {
        if (ErrorsContain("refused"))
        {
            return new EndpointVerdict(
                false, EndpointVerdict.Tcp, IsMessages ? FindingCodes.SsmMessagesConnectionRefused : FindingCodes.SsmConnectionRefused, "The TCP connection is refused.");
        }

        return ErrorsContain("timed out")
            ? TimedOut(EndpointVerdict.Tcp, "The TCP connection times out.")
            : Unreachable(EndpointVerdict.Tcp, ErrorsContain("no route", "unreachable") ? "There is no route to the endpoint." : "The TCP connection fails.");
    }

    private EndpointVerdict NoTls()
    {
        if (ErrorsContain("reset", "syscall", "closed", "unexpected eof"))
        {
            return Closed(EndpointVerdict.Tls);
        }

        return Unreachable(EndpointVerdict.Tls, ErrorsContain("wrong version", "packet length") ? "The server on this port does not use TLS." : "The TLS handshake fails.");
    }

    private EndpointVerdict Closed(string step)
    {
        string summary = step == EndpointVerdict.Tls ? "The connection is closed during the TLS handshake." : "The connection is closed before the HTTP response arrives.";
        return IsMessages ? Unreachable(step, summary) : new EndpointVerdict(false, step, FindingCodes.SsmConnectionClosed, summary);
    }

    private EndpointVerdict NotTrusted(string? reason)
    {
        string issuer = output.Issuer is null ? string.Empty : $" It was issued by '{output.Issuer}'.";
        return new EndpointVerdict(
            false,
            EndpointVerdict.Tls,
            IsMessages ? FindingCodes.SsmMessagesTlsFailed : FindingCodes.SsmTlsFailed,
            $"The certificate is not trusted{(reason is null ? string.Empty : $" ({reason})")}.{issuer}");
    }

    private EndpointVerdict TimedOut(string step, string summary) =>
        new(false, step, IsMessages ? FindingCodes.SsmMessagesTimeout : FindingCodes.SsmTimeout, summary);

    private EndpointVerdict Unreachable(string step, string summary) =>
        new(false, step, IsMessages ? FindingCodes.SsmMessagesUnreachable : FindingCodes.SsmUnreachable, summary);

    private static EndpointVerdict ProxyFailed(string summary) => new(false, EndpointVerdict.Proxy, FindingCodes.EgressProxyFailed, summary);

    private bool ErrorsContain(params string[] words) => Array.Exists(words, word => output.Errors.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Returns the part of curl's message that contains the reason.
    private string? Reason(string word)
    {
        string? error = output.Errors.Split("; ").FirstOrDefault(error => error.Contains(word, StringComparison.OrdinalIgnoreCase));
        int at = error?.LastIndexOf(": ", StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : error![(at + 2)..];
    }
}
