namespace EksConnector.FakeCluster;

/// <summary>The TLS faults of a server. Each has a separate listener and context.</summary>
public enum TlsFault
{
    /// <summary>The certificate of the server has expired: context <c>tls-expired</c>.</summary>
    Expired,

    /// <summary>The certificate of the server is for another host: context <c>tls-wrong-host</c>.</summary>
    WrongHost,

    /// <summary>The certificate of the server was issued by an authority that is not in the kubeconfig: context <c>tls-unknown-ca</c>.</summary>
    UnknownAuthority,

    /// <summary>The server uses HTTP without TLS: context <c>tls-plain-http</c>.</summary>
    PlainHttp,

    /// <summary>The server accepts connections and sends nothing: context <c>tls-silent</c>.</summary>
    Silent,
}
