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
/// Does beforehand, beside the reading of the kubeconfig and the TLS handshake, what the first call of a process
/// would otherwise wait for. It asks nobody and keeps nothing; where it fails, the first call does it itself.
/// </summary>
internal static class FirstCall
{
    // What the answers of a first call have in them, so that its ways are trodden.
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

    private static int s_isPrepared;

    /// <summary>Begins, the first time that it is called in a process.</summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref s_isPrepared, 1) == 0)
        {
            _ = Task.Run(PrepareAsync);
        }
    }

    private static async Task PrepareAsync()
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
            // It was only to save time.
        }
    }

    // On Linux every chain, also one with roots of its own, makes .NET read all of the system's CA certificates once.
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
