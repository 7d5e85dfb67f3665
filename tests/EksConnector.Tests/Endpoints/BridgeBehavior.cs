namespace EksConnector.Tests.Endpoints;

/// <summary>The behavior of a <see cref="BridgeServer"/>.</summary>
public enum BridgeBehavior
{
    /// <summary>Responds with the HTTP status 404, as AWS does.</summary>
    Responds,

    /// <summary>Responds after a pause before the TLS handshake and another one before the HTTP response.</summary>
    IsSlow,

    /// <summary>Nothing listens.</summary>
    IsAbsent,

    /// <summary>Ignores connection requests.</summary>
    Drops,

    /// <summary>Accepts connections, and sends nothing.</summary>
    IsSilent,

    /// <summary>Closes the connection during the TLS handshake.</summary>
    ClosesDuringHandshake,

    /// <summary>Does not use TLS.</summary>
    SpeaksPlainText,

    /// <summary>Completes the TLS handshake, and sends no HTTP response.</summary>
    SendsNoResponse,

    /// <summary>Has a certificate for another host name.</summary>
    HasAnotherName,

    /// <summary>Has a certificate of an authority that the image does not trust, as a proxy that intercepts TLS does.</summary>
    IsIntercepted,

    /// <summary>An HTTP proxy that connects to an endpoint.</summary>
    Proxies,

    /// <summary>An HTTP proxy that rejects the request.</summary>
    Proxies403,

    /// <summary>An HTTP proxy that requires authentication.</summary>
    Proxies407,
}
