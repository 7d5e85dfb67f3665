using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.Integration;

/// <summary>An HTTP client of a test cluster that verifies changes without the client of the module.</summary>
internal sealed class RawApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly string? _as;

    private RawApi(HttpClient http, Uri server, string? @as = null)
    {
        _http = http;
        _as = @as;
        Server = server;
    }

    public Uri Server { get; }

    /// <summary>Connects as the administrator of the cluster.</summary>
    /// <param name="kubeConfigPath">The kubeconfig with the context admin.</param>
    public static async Task<RawApi> AsAdminAsync(string kubeConfigPath)
    {
        var source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] };
        ResolvedCluster cluster = KubeConfigLoader.Load(source, new RecordingLog()).Find("admin")!;
        ConnectionSettings settings = SettingsFactory.Create(cluster, TimeSpan.FromSeconds(30));
        using ICredentialSource credentials = CredentialSourceFactory.Create(cluster, new RecordingLog(), settings.Timeout);
        Credential credential = await credentials.GetAsync(rejected: null, CancellationToken.None);
        var handler = NewHandler();
        handler.ClientCertificates.Add(new X509Certificate2(credential.ClientCertificate!.Export(X509ContentType.Pfx)));
        return new RawApi(new HttpClient(handler), settings.Server);
    }

    /// <summary>Returns a client with a bearer token, optionally with an impersonated user.</summary>
    public RawApi With(string token, string? @as = null)
    {
        var http = new HttpClient(NewHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new RawApi(http, Server, @as);
    }

    /// <summary>Returns the token of the connector's service account, which is found like the connector does.</summary>
    public async Task<string> ConnectorTokenAsync(string @namespace)
    {
        (_, JsonNode secret) = await SendAsync(HttpMethod.Get, $"api/v1/namespaces/{@namespace}/secrets/eks-connector-token");
        return Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]!["token"]!));
    }

    public async Task<(int Status, string Message)> GetAsync(string path)
    {
        (int status, JsonNode body) = await SendAsync(HttpMethod.Get, path);
        return (status, (string?)body["message"] ?? string.Empty);
    }

    public async Task<string[]> NamesAsync(string path)
    {
        (_, JsonNode list) = await SendAsync(HttpMethod.Get, path);
        return [.. list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!)];
    }

    public Task<(int Status, JsonNode Body)> CreateAsync(string path, string json) => SendAsync(HttpMethod.Post, path, JsonNode.Parse(json));

    public Task<(int Status, JsonNode Body)> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(Server, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_as is not null)
        {
            request.Headers.TryAddWithoutValidation("Impersonate-User", _as);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public void Dispose() => _http.Dispose();

    private static HttpClientHandler NewHandler() => new()
    {
        // TLS is not tested here, and the server was started by the test.
        ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
    };
}
