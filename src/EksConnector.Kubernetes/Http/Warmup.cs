using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Json;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Warms up the code of the first call of a process, while the kubeconfig is read and the TLS handshake runs. It sends no
/// requests and keeps no state; if it fails, the first call does the work itself.
/// </summary>
internal static class Warmup
{
    // A sample response with the fields that a first call reads.
    private const string SampleStatefulSet = """
        {"kind":"StatefulSet","metadata":{"name":"a","labels":{"a":"b"},"creationTimestamp":"2000-01-01T00:00:00Z"},
        "spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},"template":{"spec":{"containers":[{"name":"a"}]}}}}
        """;

    private const string SamplePods = """
        {"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"a"},
        "spec":{"nodeName":"a","initContainers":[{"name":"a"}],"containers":[{"name":"a"}]},
        "status":{"phase":"a","conditions":[{"type":"a","status":"b"}],"containerStatuses":[{"name":"a","ready":true,
        "restartCount":0,"state":{"running":{"startedAt":"2000-01-01T00:00:00Z"}},"lastState":{}}]}}]}
        """;

    private static int s_isStarted;

    /// <summary>Starts the warm-up when it is first called in a process.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref s_isStarted, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    private static async Task RunAsync()
    {
        try
        {
            LoadSystemAuthorities();
            LoadLibrary();
            await ReadAsync(SampleStatefulSet, ModelJson.Default.StatefulSet).ConfigureAwait(false);
            await ReadAsync(SamplePods, ModelJson.Default.ResourceListPod).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or IOException or UnauthorizedAccessException)
        {
            // The warm-up is optional.
        }
    }

    // On Linux, building any chain, even with custom roots, makes .NET load all CA certificates of the system once.
    private static void LoadSystemAuthorities()
    {
        if (OperatingSystem.IsLinux())
        {
            using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            foreach (X509Certificate2 certificate in store.Certificates)
            {
                certificate.Dispose();
            }
        }
    }

    private static void LoadLibrary()
    {
        using var client = new ApiClient(
            new ConnectionSettings { Context = string.Empty, Server = new Uri("https://localhost"), Timeout = TimeSpan.FromSeconds(1) }, Credential.Anonymous);
    }

    private static async Task ReadAsync<T>(string json, JsonTypeInfo<T> type)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        await JsonSerializer.DeserializeAsync(stream, type).ConfigureAwait(false);
    }
}
