using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

/// <summary>An HTTP client of a fake cluster that does not use any code of the module.</summary>
internal sealed class FakeClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly X509Certificate2Collection _certificates;

    private FakeClient(FakeKubernetes fake, string user, string context)
    {
        _certificates = user == "admin" ? [AdminCertificate(fake)] : [];
        X509Certificate2 authority = X509Certificate2.CreateFromPem(fake.CertificateAuthorityPem);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = _certificates,
                LocalCertificateSelectionCallback = (_, _, _, _, _) => _certificates.Count > 0 ? _certificates[0] : null!,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            UseProxy = false,
        };
        Uri server = fake.ServerOf(context);
        _http = new HttpClient(handler) { BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(20) };
        if (user is not ("admin" or "anonymous"))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fake.TokenOf(user));
        }

        _http.DefaultRequestHeaders.UserAgent.ParseAdd("fake-client/1");
    }

    public HttpClient Http => _http;

    public static FakeClient For(FakeKubernetes fake, string user = "admin", string context = "admin") => new(fake, user, context);

    public async Task<JsonNode> JsonAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<string[]> NamesAsync(string path) => NamesOf(await JsonAsync(path));

    public static string[] NamesOf(JsonNode list) => [.. list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!)];

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) =>
        _http.PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public async Task<WatchReader> WatchAsync(string path)
    {
        HttpResponseMessage response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new WatchReader(new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (X509Certificate2 certificate in _certificates)
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2 AdminCertificate(FakeKubernetes fake)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(Pem("client-certificate-data"), Pem("client-key-data"));
        return new X509Certificate2(certificate.Export(X509ContentType.Pfx));

        string Pem(string key) => Encoding.ASCII.GetString(Convert.FromBase64String(
            Regex.Match(fake.KubeConfigText, key + ": (?<data>.*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["data"].Value));
    }
}
