using System.Globalization;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// Judges the answers of the tools. The most exact tool decides: curl, then openssl and wget, then a plain TCP connection. What no tool
/// showed is not a failure.
/// </summary>
/// <param name="target">The endpoint.</param>
/// <param name="answer">The answers.</param>
internal sealed class EndpointJudge(EndpointTarget target, EndpointAnswer answer)
{
    // What killed by TERM, or by timeout, ends with.
    private const int Terminated = 143;

    private bool IsMessages => target.Name == EndpointTarget.SsmMessages;

    private bool IsTls => target.Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>Judges them.</summary>
    public EndpointVerdict Evaluate()
    {
        if (!answer.IsComplete)
        {
            return EndpointVerdict.Unknown("The endpoint could not be tested: the test in the container did not complete.");
        }

        // Some tools fail where only one of the address families has an address.
        if (answer is { Proxy: null, CurlExit: null, Addresses.Count: 0 } && answer.DnsExit is not (null or 0 or 126 or 127))
        {
            return DnsFailed(answer.DnsExit == Terminated);
        }

        return answer.CurlExit is { } exit ? OfCurl(exit) : OfOthers();
    }

    private EndpointVerdict OfCurl(int exit)
    {
        if (answer.Proxy is not null && OfProxy(exit) is { } proxy)
        {
            return proxy;
        }

        // A body that never ends, or a connection that breaks after the response began, is a response all the same.
        if (answer.HttpStatus is not null)
        {
            return Responds();
        }

        return exit switch
        {
            6 => DnsFailed(isTimeout: false),
            28 when !answer.IsConnected && (Says("resolving timed out") || (answer.Addresses.Count == 0 && answer.DnsExit != 0)) => DnsFailed(isTimeout: true),
            7 => NotConnected(),
            28 when !answer.IsConnected => TimedOut(EndpointVerdict.Tcp, "The TCP connection times out."),
            28 when IsTls && answer.TlsTime is null => TimedOut(EndpointVerdict.Tls, "The TCP connection succeeds, but the TLS handshake times out."),
            28 => TimedOut(EndpointVerdict.Http, "The connection succeeds, but no HTTP response arrives."),
            51 or 60 => NotTrusted(Reason("certificate")),
            35 => NoTls(),
            16 or 52 or 55 or 56 or 92 => Closed(IsTls && answer.TlsTime is null ? EndpointVerdict.Tls : EndpointVerdict.Http),
            _ => EndpointVerdict.Unknown($"The endpoint could not be tested: curl ended with exit code {exit.ToString(CultureInfo.InvariantCulture)}."),
        };
    }

    private EndpointVerdict? OfProxy(int exit)
    {
        int? refusal = answer.ProxyStatus is >= 300 ? answer.ProxyStatus : answer.HttpStatus == 407 ? 407 : null;
        if (refusal is not null)
        {
            return ProxyFailed($"The HTTP proxy rejects the connection with HTTP status {refusal}.");
        }

        bool isBeforeTls = IsTls && answer.TlsTime is null && answer.ProxyStatus is null;
        return exit switch
        {
            5 => ProxyFailed("The host name of the HTTP proxy cannot be resolved."),
            7 => ProxyFailed(Says("refused") ? "The connection to the HTTP proxy is refused." : "The HTTP proxy cannot be reached."),
            28 when !answer.IsConnected => ProxyFailed("The connection to the HTTP proxy times out."),
            28 when isBeforeTls => ProxyFailed("The HTTP proxy does not respond."),
            35 or 52 or 55 or 56 or 97 when isBeforeTls => ProxyFailed("The HTTP proxy closes the connection."),
            _ => null,
        };
    }

    private EndpointVerdict OfOthers()
    {
        bool isUntrusted = answer.Verification is { } verification && !verification.StartsWith("0 ", StringComparison.Ordinal);
        if (answer.OpenSslExit is not null && answer.Issuer is not null && isUntrusted)
        {
            return NotTrusted(answer.Verification);
        }

        if (answer.HttpStatus is not null)
        {
            return answer.Proxy is not null && answer.HttpStatus == 407 ? ProxyFailed("The HTTP proxy rejects the connection with HTTP status 407.") : Responds();
        }

        if (answer.Proxy is not null)
        {
            return EndpointVerdict.Unknown("The endpoint could not be tested through the HTTP proxy: the container does not have curl.");
        }

        if (answer.OpenSslExit is not null && answer.Issuer is not null)
        {
            return new EndpointVerdict(true, null, null, "The TLS handshake succeeds. HTTP was not tested.");
        }

        return answer.TcpExit switch
        {
            0 when answer.OpenSslExit == Terminated => TimedOut(EndpointVerdict.Tls, "The TCP connection succeeds, but the TLS handshake times out."),
            0 when answer.OpenSslExit is not null => NoTls(),
            0 when answer.WgetExit is not (null or 0) && Says("certificate") && !Says("not implemented") => NotTrusted(reason: null),
            0 => EndpointVerdict.Unknown("The TCP connection succeeds. TLS and HTTP could not be tested with the tools in the container."),
            null when answer.OpenSslExit is null && answer.WgetExit is null =>
                EndpointVerdict.Unknown("The endpoint could not be tested: the container has none of the tools curl, openssl, wget, bash and nc."),
            _ when Says("refused", "reset", "unreachable", "no route") => NotConnected(),
            _ when Says("timed out") || answer.TcpExit == Terminated || (answer.TcpExit is null && Terminated == (answer.OpenSslExit ?? answer.WgetExit)) =>
                TimedOut(EndpointVerdict.Tcp, "The TCP connection times out."),
            _ => EndpointVerdict.Unknown("The endpoint could not be tested with the tools in the container."),
        };
    }

    private EndpointVerdict Responds()
    {
        string checkedBy = IsTls && answer.CurlExit is null && answer.Verification is null ? " The certificate was not checked." : string.Empty;
        return new EndpointVerdict(true, null, null, $"The endpoint responds with HTTP status {answer.HttpStatus?.ToString(CultureInfo.InvariantCulture)}.{checkedBy}");
    }

    private EndpointVerdict DnsFailed(bool isTimeout) => new(
        false,
        EndpointVerdict.Dns,
        IsMessages ? FindingCodes.SsmMessagesDnsFailed : FindingCodes.SsmDnsFailed,
        isTimeout ? "The DNS query for the host name times out." : "The host name cannot be resolved.");

    private EndpointVerdict NotConnected()
    {
        if (Says("refused"))
        {
            return new EndpointVerdict(
                false, EndpointVerdict.Tcp, IsMessages ? FindingCodes.SsmMessagesConnectionRefused : FindingCodes.SsmConnectionRefused, "The TCP connection is refused.");
        }

        return Says("timed out")
            ? TimedOut(EndpointVerdict.Tcp, "The TCP connection times out.")
            : Unreachable(EndpointVerdict.Tcp, Says("no route", "unreachable") ? "There is no route to the endpoint." : "The TCP connection fails.");
    }

    private EndpointVerdict NoTls()
    {
        if (Says("reset", "syscall", "closed", "unexpected eof"))
        {
            return Closed(EndpointVerdict.Tls);
        }

        return Unreachable(EndpointVerdict.Tls, Says("wrong version", "packet length") ? "The server on this port does not use TLS." : "The TLS handshake fails.");
    }

    private EndpointVerdict Closed(string step)
    {
        string summary = step == EndpointVerdict.Tls ? "The connection is closed during the TLS handshake." : "The connection is closed before the HTTP response arrives.";
        return IsMessages ? Unreachable(step, summary) : new EndpointVerdict(false, step, FindingCodes.SsmConnectionClosed, summary);
    }

    private EndpointVerdict NotTrusted(string? reason)
    {
        string issuer = answer.Issuer is null ? string.Empty : $" It was issued by '{answer.Issuer}'.";
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

    private bool Says(params string[] words) => Array.Exists(words, word => answer.Errors.Contains(word, StringComparison.OrdinalIgnoreCase));

    // The part of curl's message that names the reason.
    private string? Reason(string word)
    {
        string? error = answer.Errors.Split("; ").FirstOrDefault(error => error.Contains(word, StringComparison.OrdinalIgnoreCase));
        int at = error?.LastIndexOf(": ", StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : error![(at + 2)..];
    }
}
