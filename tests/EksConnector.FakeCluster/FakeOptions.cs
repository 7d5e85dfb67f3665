namespace EksConnector.FakeCluster;

/// <summary>The options of a fake cluster.</summary>
public sealed class FakeOptions
{
    /// <summary>
    /// The number of additional contexts <c>fleet-0001</c>… in the kubeconfig. Each has a different server address
    /// (<c>/clusters/fleet-0001</c>). They share their objects except after <see cref="FakeKubernetes.GiveOwnStore"/>.
    /// </summary>
    public int Clusters { get; init; }

    /// <summary>The duration of a round trip. Each request takes one, and a new connection takes two more (TCP and TLS) before its first request.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether there are contexts whose servers have TLS faults; see <see cref="TlsFault"/>.</summary>
    public bool TlsFaults { get; init; }

    /// <summary>The number of changes that are available to watches; older versions return 410.</summary>
    public int HistoryLength { get; init; } = 4096;

    /// <summary>Changes responses like a hostile server: receives the path with the query and the body, and returns the body.</summary>
    public Func<string, byte[], byte[]>? ChangeAnswer { get; init; }

    /// <summary>Redirects requests like a hostile server that responds for other names: receives the path and returns another path.</summary>
    public Func<string, string>? ChangePath { get; init; }
}
