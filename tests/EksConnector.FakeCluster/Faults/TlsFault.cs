namespace EksConnector.FakeCluster;

/// <summary>What can be wrong with a server's TLS. Each has a listener and a context of its own.</summary>
public enum TlsFault
{
    /// <summary>The server's certificate ended yesterday: context <c>tls-expired</c>.</summary>
    Expired,

    /// <summary>The server's certificate is for another host: context <c>tls-wrong-host</c>.</summary>
    WrongHost,

    /// <summary>The server's certificate comes from an authority that the kubeconfig does not know: context <c>tls-unknown-ca</c>.</summary>
    UnknownAuthority,

    /// <summary>The server speaks plain HTTP: context <c>tls-plain-http</c>.</summary>
    PlainHttp,

    /// <summary>The server accepts connections and says nothing: context <c>tls-silent</c>.</summary>
    Silent,
}
