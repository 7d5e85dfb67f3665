namespace EksConnector;

/// <summary>The result of a connection from one Pod to one AWS endpoint.</summary>
public sealed class EndpointResult
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the Pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Pod from which the endpoint was tested.</summary>
    public required string Pod { get; init; }

    /// <summary>Whether the Pod was created for the test and deleted afterwards; otherwise, it is a Pod of the connector.</summary>
    public bool IsTemporaryPod { get; init; }

    /// <summary>The time of the test, in local time, by the clock of this computer.</summary>
    public DateTime Time { get; init; }

    /// <summary>The name of the node on which the Pod runs; null if it is not known.</summary>
    public string? NodeName { get; init; }

    /// <summary>
    /// The endpoint: <c>ssm</c>, <c>ssmmessages</c>, <c>agent.endpoint</c>, which is the one in the arguments of connector-init, or
    /// <c>registry</c>, which is the registry that the node pulled the image of a temporary Pod from, or failed to.
    /// </summary>
    public required string Endpoint { get; init; }

    /// <summary>The host name of the endpoint.</summary>
    public required string HostName { get; init; }

    /// <summary>The port of the endpoint, 1 to 65535.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Whether the endpoint responds to the Pod: true, false, or null if it could not be tested. The reason is in <see cref="Summary"/>.
    /// </summary>
    public bool? IsReachable { get; init; }

    /// <summary>The step that failed: <c>Dns</c>, <c>Proxy</c>, <c>Tcp</c>, <c>Tls</c> or <c>Http</c>; null if none failed.</summary>
    public string? FailedStep { get; init; }

    /// <summary>The IP addresses to which the host name resolves in the Pod, at most 16.</summary>
    public required ValueList<string> Addresses { get; init; }

    /// <summary>
    /// The issuer of the certificate that the Pod receives; null if it is unknown. An issuer other than Amazon shows that TLS is
    /// intercepted.
    /// </summary>
    public string? CertificateIssuer { get; init; }

    /// <summary>The HTTP status code of the response, 100 to 599; null if there was no response. Every status shows that the endpoint is reachable.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The HTTP proxy of the container that was used, without credentials; null if none was used.</summary>
    public string? Proxy { get; init; }

    /// <summary>The duration of the DNS query; null if it was not measured.</summary>
    public TimeSpan? DnsTime { get; init; }

    /// <summary>The duration of the TCP connection, to the proxy if one is used; null if it was not measured.</summary>
    public TimeSpan? ConnectTime { get; init; }

    /// <summary>The duration of the TLS handshake; null if it was not measured.</summary>
    public TimeSpan? TlsTime { get; init; }

    /// <summary>The time from the request to the beginning of the response; null if it was not measured.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>The programs in the container that tested the endpoint, such as <c>getent</c> and <c>curl</c>.</summary>
    public required ValueList<string> Tools { get; init; }

    /// <summary>The finding that explains why the endpoint is unreachable, one of <see cref="FindingCodes"/>; null if it is not unreachable.</summary>
    public string? FindingCode { get; init; }

    /// <summary>The result in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The action that makes the endpoint reachable, or that makes a test possible; null if the endpoint is reachable.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>Returns the host name and the summary.</summary>
    /// <returns>For example, <c>ssm.us-west-2.amazonaws.com: The endpoint responds with HTTP status 404.</c></returns>
    public override string ToString() => $"{HostName}: {Summary}";
}
