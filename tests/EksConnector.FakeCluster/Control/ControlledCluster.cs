using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.FakeCluster.Control;

/// <summary>A fake cluster and a fake of AWS that a script controls.</summary>
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

    /// <summary>Starts both, without a scenario.</summary>
    /// <param name="clusters">The number of contexts of the fleet.</param>
    public static async Task<ControlledCluster> StartAsync(int clusters)
    {
        FakeKubernetes kubernetes = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = clusters }).ConfigureAwait(false);
        return new ControlledCluster(kubernetes, await FakeAws.StartAsync().ConfigureAwait(false));
    }

    /// <summary>The data that a script needs to connect to them.</summary>
    /// <param name="id">The number of the cluster.</param>
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

    /// <summary>Loads a scenario from a file or a text, for Kubernetes, AWS, or both.</summary>
    public async Task EnterAsync(string? name, string? text, string @namespace, string? side)
    {
        if (name is null == text is null)
        {
            throw new InvalidDataException("Specify either the name or the text of a scenario.");
        }

        if (side is not ("Kubernetes" or "Aws" or null))
        {
            throw new InvalidDataException($"The side '{side}' is not valid.");
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

    /// <summary>Adds an access key of a principal to the fake of AWS.</summary>
    public void AddKey(string id, string secret, string principalArn) => _aws.AddKey(id, secret, principalArn: principalArn);

    /// <summary>Recreates Pods when they are deleted, and registers their agents with the fake of AWS.</summary>
    public void Connect() => _connector ??= new FakeConnector(Kubernetes, _aws);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connector?.Dispose();
        await Kubernetes.DisposeAsync().ConfigureAwait(false);
        await _aws.DisposeAsync().ConfigureAwait(false);
    }
}
