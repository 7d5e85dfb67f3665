using System.Globalization;
using System.Net;

namespace EksConnector.Core.Endpoints;

/// <summary>The output of <see cref="EndpointScript"/>. The output is not trusted: invalid lines are ignored.</summary>
internal sealed class EndpointOutput
{
    private const int MaxAddresses = 16;
    private const int MaxErrors = 20;
    private const int MaximumTextLength = 200;

    private readonly List<string> _addresses = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _tools = [];
    private bool _hasNoClock;
    private bool _hasTimes;

    private EndpointOutput()
    {
    }

    /// <summary>The proxy that was used.</summary>
    public string? Proxy { get; private set; }

    public IReadOnlyList<string> Addresses => _addresses;

    public IReadOnlyList<string> Tools => _tools;

    /// <summary>The error messages of the tools.</summary>
    public string Errors => string.Join("; ", _errors);

    /// <summary>The exit code of each tool; null if it did not run.</summary>
    public int? DnsExit { get; private set; }

    public int? CurlExit { get; private set; }

    public int? OpenSslExit { get; private set; }

    public int? WgetExit { get; private set; }

    public int? TcpExit { get; private set; }

    /// <summary>Whether curl had a TCP connection. Some versions report no time for it if TLS fails.</summary>
    public bool IsConnected { get; private set; }

    public int? HttpStatus { get; private set; }

    /// <summary>The HTTP status of a proxy's response to the CONNECT request of curl; null if there was none.</summary>
    public int? ProxyStatus { get; private set; }

    public string? Issuer { get; private set; }

    /// <summary>The verification result of openssl, such as <c>0 (ok)</c>.</summary>
    public string? Verification { get; private set; }

    public TimeSpan? DnsTime { get; private set; }

    public TimeSpan? ConnectTime { get; private set; }

    public TimeSpan? TlsTime { get; private set; }

    public TimeSpan? ResponseTime { get; private set; }

    /// <summary>Whether the command completed.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Reads the output of the command.</summary>
    /// <param name="output">The output.</param>
    public static EndpointOutput Read(string output)
    {
        var parsed = new EndpointOutput();
        foreach (string line in output.Split('\n'))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            parsed.ParseLine(blank < 0 ? line : line[..blank], blank < 0 ? string.Empty : line[(blank + 1)..].Trim());
        }

        parsed.RemoveTimesOfFailures();
        return parsed;
    }

    // The time until a tool gave up is not the duration of a step.
    private void RemoveTimesOfFailures()
    {
        if (CurlExit is null)
        {
            ConnectTime = TcpExit == 0 ? ConnectTime : null;
            TlsTime = OpenSslExit == 0 || Issuer is not null ? TlsTime : null;
            ResponseTime = HttpStatus is null ? null : ResponseTime;
        }
    }

    private void ParseLine(string key, string rest)
    {
        string[] fields = rest.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
        switch (key)
        {
            case "proxy" when rest.Length > 0:
                Proxy ??= OutsideText.Line(ProxyEnvironment.WithoutUser(rest), MaximumTextLength);
                break;
            case "noclock":
                _hasNoClock = true;
                break;
            case "dns" when DnsExit is null && fields.Length == 3 && fields[0] is "getent" or "nslookup":
                DnsExit = Exit(fields[1], fields[0]);
                DnsTime = Milliseconds(fields[2]);
                break;
            case "addr" when _addresses.Count < MaxAddresses && IPAddress.TryParse(rest, out IPAddress? address):
                if (!_addresses.Contains($"{address}", StringComparer.Ordinal))
                {
                    _addresses.Add($"{address}");
                }

                break;
            case "curl" when CurlExit is null:
                CurlExit = Exit(rest, "curl");
                break;
            case "connected" when rest.Length == 0:
                IsConnected = true;
                break;
            case "@w" when !_hasTimes && CurlExit is not null && fields.Length >= 6:
                _hasTimes = true;
                ParseTimes(fields);
                break;
            case "openssl" when OpenSslExit is null && fields.Length == 2:
                OpenSslExit = Exit(fields[0], "openssl");
                TlsTime = Milliseconds(fields[1]);
                break;
            case "verify":
                Verification ??= OutsideText.Line(rest, MaximumTextLength);
                break;
            case "wget" when WgetExit is null && fields.Length == 2:
                WgetExit = Exit(fields[0], "wget");
                ResponseTime = Milliseconds(fields[1]);
                break;
            case "http" when fields.Length >= 2:
                HttpStatus = Status(fields[1]) ?? HttpStatus;
                break;
            case "tcp" when TcpExit is null && fields.Length == 3 && fields[0] is "bash" or "nc":
                TcpExit = Exit(fields[1], fields[0]);
                ConnectTime = Milliseconds(fields[2]);
                break;
            case "issuer" when rest.Length > 0:
                Issuer ??= OutsideText.Line(rest, MaximumTextLength);
                break;
            case "error" when _errors.Count < MaxErrors && rest.Length > 0:
                _errors.Add(OutsideText.Line(rest, MaximumTextLength));
                break;
            case "done" when rest.Length == 0:
                IsComplete = true;
                break;
        }
    }

    // curl measures all times from the start; 0 means that a step did not take place.
    private void ParseTimes(string[] fields)
    {
        HttpStatus = Status(fields[0]);
        ProxyStatus = Status(fields[1]);
        TimeSpan?[] times = [.. fields[2..6].Select(Seconds)];
        DnsTime = times[0] ?? DnsTime;
        IsConnected |= times[1] is not null;
        ConnectTime = times[1] - (times[0] ?? TimeSpan.Zero);
        TlsTime = times[2] - (times[1] ?? TimeSpan.Zero);
        ResponseTime = times[3] - (times[2] ?? times[1] ?? TimeSpan.Zero);
    }

    private int? Exit(string text, string tool)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int exit) || exit > 255)
        {
            return null;
        }

        _tools.Add(tool);
        return exit;
    }

    private TimeSpan? Milliseconds(string text) =>
        !_hasNoClock && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int time) && time < 600_000 ? TimeSpan.FromMilliseconds(time) : null;

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double time) && time is > 0 and < 600
            ? TimeSpan.FromMilliseconds(Math.Round(time * 1000))
            : null;

    private static int? Status(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and <= 599 ? status : null;
}
