namespace EksConnector.FakeCluster;

/// <summary>How a fake cluster is set up.</summary>
public sealed class FakeOptions
{
    /// <summary>
    /// How many contexts <c>fleet-0001</c>… the kubeconfig has besides the usual ones. Each has a server address of its own
    /// (<c>/clusters/fleet-0001</c>); all show the same objects unless <see cref="FakeKubernetes.GiveOwnStore"/> says otherwise.
    /// </summary>
    public int Clusters { get; init; }

    /// <summary>How long a round trip takes: each request takes one, and a new connection two (TCP, TLS) before its first.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether there are contexts whose servers have something wrong with TLS: see <see cref="TlsFault"/>.</summary>
    public bool TlsFaults { get; init; }

    /// <summary>How many changes a watch can go back; older versions are answered with 410.</summary>
    public int HistoryLength { get; init; } = 4096;

    /// <summary>Changes what is answered, as a hostile server would: gets the path with its query and the body, and gives the body.</summary>
    public Func<string, byte[], byte[]>? ChangeAnswer { get; init; }

    /// <summary>Has a request mean another, as a hostile server would that answers for names of its own: gets the path and gives the other.</summary>
    public Func<string, string>? ChangePath { get; init; }
}
