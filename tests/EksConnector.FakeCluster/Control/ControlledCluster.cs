using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.FakeCluster.Control;

/// <summary>A fake cluster that a script runs, and the fake AWS beside it.</summary>
internal sealed class ControlledCluster : IAsyncDisposable
{
    private readonly FakeAws _aws;
    private FakeConnector? _connector;

    private ControlledCluster(FakeKubernetes kubernetes, FakeAws aws)
    {
        Kubernetes = kubernetes;
        _aws = aws;
    }

    public FakeKubernetes Kubernetes { get; }

    /// <summary>Starts both; they are empty.</summary>
    /// <param name="clusters">How many contexts of a fleet there are.</param>
    public static async Task<ControlledCluster> StartAsync(int clusters)
    {
        FakeKubernetes kubernetes = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = clusters }).ConfigureAwait(false);
        return new ControlledCluster(kubernetes, await FakeAws.StartAsync().ConfigureAwait(false));
    }

    /// <summary>What a script needs to reach them.</summary>
    /// <param name="id">The cluster's number.</param>
    public JsonObject Describe(int id) => new()
    {
        ["id"] = id,
        ["kubeConfigPath"] = Kubernetes.KubeConfigPath,
        ["server"] = Kubernetes.Server.ToString(),
        ["certificateAuthority"] = Kubernetes.CertificateAuthorityPem,
        ["viewerToken"] = Kubernetes.TokenOf("viewer"),
        ["environment"] = new JsonObject(_aws.Environment.Append(new("KUBECONFIG", Kubernetes.KubeConfigPath))
            .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
    };

    /// <summary>Enters a scenario, of a file or given as text, on one side or on both.</summary>
    public async Task EnterAsync(string? name, string? text, string @namespace, string? side)
    {
        if (name is null == text is null)
        {
            throw new InvalidDataException("A scenario has either a name or a text.");
        }

        if (side is not ("Kubernetes" or "Aws" or null))
        {
            throw new InvalidDataException($"There is no side {side}.");
        }

        if (side is not "Aws")
        {
            await (name is null ? Kubernetes.EnterTextAsync(text!, @namespace) : Kubernetes.EnterAsync(name, @namespace)).ConfigureAwait(false);
        }

        if (side is not "Kubernetes")
        {
            await (name is null ? _aws.EnterTextAsync(text!, @namespace) : _aws.EnterAsync(name, @namespace)).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a principal an access key of the fake AWS.</summary>
    public void AddKey(string id, string secret, string principalArn) => _aws.AddKey(id, secret, principalArn: principalArn);

    /// <summary>From now on deleted Pods are created again, and their agents register with the fake AWS.</summary>
    public void Connect() => _connector ??= new FakeConnector(Kubernetes, _aws);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connector?.Dispose();
        await Kubernetes.DisposeAsync().ConfigureAwait(false);
        await _aws.DisposeAsync().ConfigureAwait(false);
    }
}
