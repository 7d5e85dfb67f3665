using System.Net.Http.Headers;
using System.Text.Json;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.Json;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.Integration;

/// <summary>
/// The table of Pods that the API server renders for kubectl, together with the objects from which it was rendered, so that a crash loop
/// cannot change the Pods between two reads.
/// </summary>
internal static class ServerTable
{
    public static async Task<IReadOnlyList<(Pod Pod, string Ready, string Status, string Restarts)>> ReadAsync(string kubeConfigPath, string @namespace)
    {
        var source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] };
        ResolvedCluster cluster = KubeConfigLoader.Load(source, new RecordingLog()).Find("admin")!;
        ConnectionSettings settings = SettingsFactory.Create(cluster, TimeSpan.FromSeconds(30));
        using ICredentialSource credentials = CredentialSourceFactory.Create(cluster, new RecordingLog(), settings.Timeout);
        Credential credential = await credentials.GetAsync(rejected: null, CancellationToken.None);
        using var handler = new HttpClientHandler
        {
            // TLS is not tested here, and the server was started by the test.
            ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
        };
        handler.ClientCertificates.Add(credential.ClientCertificate!);
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json;as=Table;v=v1;g=meta.k8s.io"));
        string json = await client.GetStringAsync(new Uri(settings.Server, $"/api/v1/namespaces/{@namespace}/pods?includeObject=Object"));
        using JsonDocument table = JsonDocument.Parse(json);
        var rows = new List<(Pod, string, string, string)>();
        foreach (JsonElement row in table.RootElement.GetProperty("rows").EnumerateArray())
        {
            JsonElement cells = row.GetProperty("cells");
            rows.Add((row.GetProperty("object").Deserialize(ModelJson.Default.Pod)!, cells[1].ToString(), cells[2].ToString(), cells[3].ToString()));
        }

        return rows;
    }
}
