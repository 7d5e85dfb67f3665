using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace EksConnector.Benchmarks;

/// <summary>The API of a cluster without the module: only HttpClient and JSON.</summary>
internal sealed class RawApi : IDisposable
{
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1/";

    // The number of principals in parallel, which is that of the module for one cluster.
    private const int Parallelism = 8;

    private readonly HttpClient _http;

    private RawApi(HttpClient http) => _http = http;

    /// <summary>Connects to the cluster of the current context, with its client certificate or token.</summary>
    public static async Task<RawApi> ConnectAsync(Kubectl kubectl)
    {
        JsonNode config = JsonNode.Parse(await kubectl.ReadAsync("config", "view", "--raw", "--minify", "--flatten", "-o", "json"))!;
        JsonNode cluster = config["clusters"]![0]!["cluster"]!;
        JsonNode user = config["users"]![0]!["user"]!;
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions() };
        if ((string?)cluster["certificate-authority-data"] is { } authority)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(Decode(authority));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        if ((string?)user["client-certificate-data"] is { } certificate && (string?)user["client-key-data"] is { } key)
        {
            using var pem = X509Certificate2.CreateFromPem(Decode(certificate), Decode(key));

            // On Windows, a certificate needs a key that has been stored once.
            handler.SslOptions.ClientCertificates = [new X509Certificate2(pem.Export(X509ContentType.Pfx))];
        }

        var http = new HttpClient(handler) { BaseAddress = new Uri((string)cluster["server"]! + "/") };
        if ((string?)user["token"] is { } token)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return new RawApi(http);
    }

    /// <summary>Creates a role and a binding for each user, and reviews whether the connector can impersonate the user.</summary>
    /// <param name="namespace">The namespace of the connector.</param>
    /// <param name="user">The prefix of the user names, which a number follows.</param>
    /// <param name="name">The prefix of the object names.</param>
    /// <param name="count">The number of users.</param>
    public async Task<Measurement> GrantAsync(string @namespace, string user, string name, int count)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan processor = self.TotalProcessorTime;
        long clock = Stopwatch.GetTimestamp();
        await ForEachAsync(count, async (number, token) =>
        {
            await PostAsync(Rbac + "clusterroles", RbacObjects.Impersonator(name + number, user + number), token);
            await PostAsync(Rbac + "clusterrolebindings", RbacObjects.ImpersonatorBinding(name + number, @namespace), token);
            await PostAsync("apis/authorization.k8s.io/v1/subjectaccessreviews", Review(@namespace, user + number), token);
        });
        double wall = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        self.Refresh();
        return new Measurement(wall, (self.TotalProcessorTime - processor).TotalMilliseconds);
    }

    /// <summary>Deletes the objects that <see cref="GrantAsync"/> created.</summary>
    public Task RevokeAsync(string name, int count) => ForEachAsync(count, async (number, token) =>
    {
        await DeleteAsync($"{Rbac}clusterrolebindings/{name}{number}", token);
        await DeleteAsync($"{Rbac}clusterroles/{name}{number}", token);
    });

    public void Dispose() => _http.Dispose();

    private static string Decode(string base64) => Encoding.ASCII.GetString(Convert.FromBase64String(base64));

    private static JsonObject Review(string @namespace, string user) => new()
    {
        ["apiVersion"] = "authorization.k8s.io/v1",
        ["kind"] = "SubjectAccessReview",
        ["spec"] = new JsonObject
        {
            ["user"] = $"system:serviceaccount:{@namespace}:eks-connector",
            ["groups"] = new JsonArray("system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"),
            ["resourceAttributes"] = new JsonObject { ["verb"] = "impersonate", ["resource"] = "users", ["name"] = user },
        },
    };

    private static Task ForEachAsync(int count, Func<string, CancellationToken, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(1, count),
        new ParallelOptions { MaxDegreeOfParallelism = Parallelism },
        async (number, token) => await work(number.ToString(CultureInfo.InvariantCulture), token));

    private async Task PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(path, content, cancellationToken);
        await EnsureSuccessAsync(response, path, cancellationToken);
    }

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.DeleteAsync(path, cancellationToken);
        await EnsureSuccessAsync(response, path, cancellationToken);
    }

    private static async Task EnsureSuccessAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        string answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchmarkException($"{path}\nreturned status {(int)response.StatusCode}: {answer}");
        }
    }
}
