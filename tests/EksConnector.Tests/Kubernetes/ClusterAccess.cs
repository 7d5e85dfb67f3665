using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Kubernetes;

/// <summary>A client for one context.</summary>
internal sealed class ClusterAccess : IDisposable
{
    private readonly KubernetesGateway _gateway = new();

    private ClusterAccess(string kubeConfigPath, string context, TimeSpan timeout)
    {
        ClusterReference cluster = _gateway.FindClusters(new ConnectionSource { KubeConfigPaths = [kubeConfigPath] }, Log)
            .First(known => known.Context == context);
        Client = _gateway.Connect(cluster, timeout, Log);
    }

    public RecordingLog Log { get; } = new();

    public IKubernetesClient Client { get; }

    public static ClusterAccess To(string kubeConfigPath, string context = "admin", TimeSpan? timeout = null) =>
        new(kubeConfigPath, context, timeout ?? TimeSpan.FromSeconds(20));

    public Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions? options = null, TimeSpan? inactivityTimeout = null) =>
        Client.OpenLogAsync(@namespace, pod, container, options ?? new ContainerLogOptions(), inactivityTimeout, CancellationToken.None);

    public async Task<byte[]> ReadLogAsync(string @namespace, string pod, string container, ContainerLogOptions? options = null)
    {
        await using Stream log = await OpenLogAsync(@namespace, pod, container, options);
        return await BytesOf(log);
    }

    public Task<IContainerCommand> StartAsync(string @namespace, string pod, string container, params string[] command) =>
        Client.ExecAsync(@namespace, pod, container, command, inactivityTimeout: null, CancellationToken.None);

    public async Task<(byte[] Output, ContainerExit Exit)> RunAsync(string @namespace, string pod, string container, params string[] command)
    {
        await using IContainerCommand running = await StartAsync(@namespace, pod, container, command);
        byte[] output = await BytesOf(running.Output);
        return (output, await running.WaitForExitAsync(CancellationToken.None));
    }

    public void Dispose()
    {
        Client.Dispose();
        _gateway.Dispose();
    }

    private static async Task<byte[]> BytesOf(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
