using System.Collections;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Tests.Kubernetes;
using k8s;

namespace EksConnector.Tests.Http;

/// <summary>Unsafe behavior of the official client if it is used as documented.</summary>
public sealed class LibraryTrapTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Token = "PLANTED-TOKEN";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { TlsFaults = true });
        await _fake.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task A_private_CA_does_not_disable_host_name_verification()
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "tls-wrong-host");

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.Client.GetServerVersionAsync(CancellationToken.None));

        failure.ErrorId.ShouldBe(ErrorIds.TlsFailed);
        _fake.Requests.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/log?x=1", "a%2Flog%3Fx%3D1")]
    [InlineData("a/../../secrets/b", "a%2F..%2F..%2Fsecrets%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a#b", "a%23b")]
    [InlineData("a\\b", "a%5Cb")]
    public async Task A_name_cannot_reach_another_path(string name, string escaped)
    {
        await using var server = NotFoundServer();
        using var access = ClusterAccess.To(server.Config(), "hostile");

        await RefusedAsync(() => access.Client.GetAsync(ResourceTypes.Pods, Namespace, name, CancellationToken.None));
        await RefusedAsync(() => access.Client.GetAsync(ResourceTypes.Pods, name, "p", CancellationToken.None));
        await RefusedAsync(() => access.Client.GetAsync(ResourceTypes.ClusterRoles, null, name, CancellationToken.None));
        await RefusedAsync(() => access.Client.ListAsync(ResourceTypes.Pods, name, new ListOptions(), CancellationToken.None));
        await RefusedAsync(() => access.Client.DeleteAsync(ResourceTypes.Pods, Namespace, name, "u", dryRun: true, CancellationToken.None));
        await RefusedAsync(() => access.Client.ReplaceAsync(ResourceTypes.Pods, Namespace, name, "{}"u8.ToArray(), dryRun: true, CancellationToken.None));
        await RefusedAsync(() => access.OpenLogAsync(Namespace, name, "c"));
        await RefusedAsync(() => access.StartAsync(Namespace, name, "c", "true"));

        const string pods = "/api/v1/namespaces/eks-connector/pods";
        server.Requests.Select(request => request.Split(' ')[1].Split('?')[0]).ShouldBe([
            $"{pods}/{escaped}",
            $"/api/v1/namespaces/{escaped}/pods/p",
            $"/apis/rbac.authorization.k8s.io/v1/clusterroles/{escaped}",
            $"/api/v1/namespaces/{escaped}/pods",
            $"{pods}/{escaped}",
            $"{pods}/{escaped}",
            $"{pods}/{escaped}/log",
            $"{pods}/{escaped}/exec",
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Does_not_send_a_name_that_is_a_path_segment(string name)
    {
        await using var server = NotFoundServer();
        using var access = ClusterAccess.To(server.Config(), "hostile");

        (await RefusedAsync(() => access.Client.GetAsync(ResourceTypes.Pods, Namespace, name, CancellationToken.None))).ErrorId.ShouldBe(ErrorIds.InvalidRequest);
        (await RefusedAsync(() => access.OpenLogAsync(name, "p", "c"))).ErrorId.ShouldBe(ErrorIds.InvalidRequest);

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_library_does_not_escape_the_values_of_paths()
    {
        // If the library starts to escape them, PathSegment escapes twice.
        await using var server = NotFoundServer();
        using var client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = $"http://127.0.0.1:{server.Port}" });

        await Should.ThrowAsync<k8s.Autorest.HttpOperationException>(
            () => client.CustomObjects.GetClusterCustomObjectAsync<object>("g", "v1", "x%2Fy", "a%2Fb"));

        server.Requests.Single().ShouldStartWith("GET /apis/g/v1/x%2Fy/a%2Fb HTTP/1.1");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task The_bearer_token_is_in_no_exception(int status)
    {
        await using var server = new HostileServer((head, stream, token) => HostileServer.WriteJsonAsync(
            stream, $$"""{"kind":"Status","message":"no","code":{{status}}}""", token, $"{status} No"));
        var settings = new ConnectionSettings { Context = "hostile", Server = new Uri($"http://127.0.0.1:{server.Port}"), Timeout = TimeSpan.FromSeconds(5) };
        using var client = new ApiClient(settings, new Credential(new("Bearer", Token), null));

        Exception failure = await Should.ThrowAsync<Exception>(
            () => client.CustomObjects.GetNamespacedCustomObjectAsync<Pod>(string.Empty, "v1", "x", "pods", "p"));

        server.Requests.ShouldAllBe(request => request.Contains(Token));
        Texts(failure).ShouldAllBe(text => !text.Contains(Token));
    }

    [Fact]
    public async Task Sends_the_same_requests_as_kubectl()
    {
        await using var redirected = NotFoundServer();
        await using var server = new HostileServer((head, stream, token) => HostileServer.WriteAsync(
            stream, $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{redirected.Port}/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", token));
        using var access = ClusterAccess.To(server.Config(), "hostile");

        for (int i = 0; i < 2; i++)
        {
            (await RefusedAsync(() => access.Client.GetServerVersionAsync(CancellationToken.None))).StatusCode.ShouldBe(302);
        }

        redirected.Requests.ShouldBeEmpty();
        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(request => request.StartsWith("GET /version/ HTTP/1.1\r\n") && !request.Contains("Cookie") && !request.Contains("Upgrade"));
        server.Requests.ShouldAllBe(request => request.Contains("\r\nAccept: application/json\r\n") && request.Contains("\r\nUser-Agent: EksConnector/"));
        server.Requests.ShouldAllBe(request => !request.Contains("traceparent"));
    }

    [Fact]
    public void The_handler_uses_only_the_configured_proxy()
    {
        using var handler = new SocketsHttpHandler();
        var settings = new ConnectionSettings { Context = "c", Server = new Uri("https://127.0.0.1:1"), Timeout = TimeSpan.FromSeconds(1) };

        HandlerSetup.Apply(handler, settings, Credential.Anonymous);

        (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect).ShouldBe((false, false, false));
        handler.SslOptions.RemoteCertificateValidationCallback.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refused_command_keeps_its_status()
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "viewer");

        EksConnectorException failure = await RefusedAsync(() => access.RunAsync(Namespace, "eks-connector-0", "connector-agent", "true"));

        (failure.ErrorId, failure.StatusCode, failure.Reason).ShouldBe((ErrorIds.AccessDenied, 403, "Forbidden"));
        failure.Message.ShouldContain("pods/exec");
    }

    [Fact]
    public async Task A_slow_reader_gets_every_byte_of_a_long_output()
    {
        const long length = 400_000_000;
        await using var server = new HostileServer((head, stream, token) => EndlessAnswers.WriteOutputAsync(head, stream, length, token));
        using var access = ClusterAccess.To(server.Config(), "hostile");
        await using IContainerCommand command = await access.StartAsync("x", "p", "c", "cat");
        var buffer = new byte[1_000_000];
        long read = 0;
        long sum = 0;
        long pause = 100_000_000;

        for (int count; (count = await command.Output.ReadAsync(buffer)) > 0; read += count)
        {
            sum += buffer[0];
            if (read > pause)
            {
                // Much more than any buffer in between can hold.
                pause += 100_000_000;
                await Task.Delay(300);
            }
        }

        read.ShouldBe(length);
        sum.ShouldBeGreaterThan(0);
        (await command.WaitForExitAsync(CancellationToken.None)).ExitCode.ShouldBe(0);
    }

    private static HostileServer NotFoundServer() => new((head, stream, token) => HostileServer.WriteJsonAsync(
        stream, """{"kind":"Status","message":"not found","code":404}""", token, "404 Not Found"));

    private static Task<EksConnectorException> RefusedAsync(Func<Task> call) => Should.ThrowAsync<EksConnectorException>(call);

    private static IEnumerable<string> Texts(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure.ToString();
            foreach (System.Reflection.PropertyInfo property in failure.GetType().GetProperties())
            {
                yield return property.GetValue(failure)?.ToString() ?? string.Empty;
            }

            foreach (DictionaryEntry entry in failure.Data)
            {
                yield return $"{entry.Key} {entry.Value}";
            }

            if (failure.GetType().GetProperty("Failure")?.GetValue(failure) is Exception inner)
            {
                yield return inner.ToString();
            }
        }
    }
}
