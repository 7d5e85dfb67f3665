using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EksConnector.Core;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Credentials;

public sealed class CredentialSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Returns_the_same_bearer_token_instance()
    {
        using ICredentialSource source = Create(new UserEntry { Name = "u", Token = new SecretText("PLANTED-token\n") });
        Credential credential = await source.GetAsync(null, default);

        credential.Authorization.ShouldBe(new AuthenticationHeaderValue("Bearer", "PLANTED-token"));
        credential.ToString().ShouldNotContain("PLANTED");
        (await source.GetAsync(credential, default)).ShouldBeSameAs(credential);
    }

    [Fact]
    public async Task Uses_a_password_for_basic_authentication()
    {
        using ICredentialSource source = Create(new UserEntry { Name = "u", Username = "jané", Password = new SecretText("a:b") });

        Encoding.UTF8.GetString(Convert.FromBase64String((await source.GetAsync(null, default)).Authorization!.Parameter!)).ShouldBe("jané:a:b");
    }

    [Fact]
    public async Task Sends_no_credentials_without_TLS()
    {
        using ICredentialSource source = Create(new UserEntry { Name = "u", Token = new SecretText("PLANTED-token") }, "http://one.example");

        (await source.GetAsync(null, default)).ShouldBeSameAs(Credential.Anonymous);
    }

    [Fact]
    public void Reports_a_token_with_a_line_break_without_showing_it()
    {
        EksConnectorException exception = Should.Throw<EksConnectorException>(() => Create(new UserEntry { Name = "u", Token = new SecretText("PLANTED\ntoken") }));

        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Target.ShouldBe("x");
        exception.ToString().ShouldNotContain("PLANTED");
    }

    [Fact]
    public async Task Reads_a_token_file_again_after_a_minute()
    {
        string file = _folder.Write("token", "first\n");
        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = file });
        Credential first = await source.GetAsync(null, default);
        first.Authorization!.Parameter.ShouldBe("first");

        _folder.Write("token", "second\n");
        _time.Advance(TimeSpan.FromSeconds(59));
        (await source.GetAsync(null, default)).ShouldBeSameAs(first);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("second");
    }

    [Fact]
    public async Task Reads_a_token_file_again_when_its_token_was_rejected()
    {
        string file = _folder.Write("token", "first");
        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = file });
        Credential first = await source.GetAsync(null, default);

        (await source.GetAsync(first, default)).ShouldBeSameAs(first);
        _folder.Write("token", "second");
        Credential second = await source.GetAsync(first, default);
        second.Authorization!.Parameter.ShouldBe("second");

        // A caller that was rejected with the old token gets the new one without reading the file again.
        _folder.Write("token", "third");
        (await source.GetAsync(first, default)).ShouldBeSameAs(second);
    }

    [Fact]
    public async Task Keeps_the_token_of_a_deleted_token_file()
    {
        string file = _folder.Write("token", "first");
        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = file });
        Credential first = await source.GetAsync(null, default);

        File.Delete(file);
        (await source.GetAsync(first, default)).ShouldBeSameAs(first);
        _log.Traces.ShouldContain(text => text.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_readable_token_file_takes_precedence_over_a_token()
    {
        string file = _folder.Write("token", "of-the-file");
        var user = new UserEntry { Name = "u", TokenFile = file, Token = new SecretText("of-the-kubeconfig") };
        using (ICredentialSource source = Create(user))
        {
            (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("of-the-file");
        }

        File.Delete(file);
        using ICredentialSource without = Create(user);
        (await without.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("of-the-kubeconfig");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\n")]
    public async Task Reports_a_missing_or_empty_token_file(string? content)
    {
        string file = Path.Combine(_folder.Path, "token");
        if (content is not null)
        {
            _folder.Write("token", content);
        }

        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = file });
        EksConnectorException exception = await Should.ThrowAsync<EksConnectorException>(async () => await source.GetAsync(null, default));
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Message.ShouldContain(file);
        exception.Target.ShouldBe("x");
    }

    [Fact]
    public async Task Reads_certificate_files_again_and_prefers_data()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var user = new UserEntry
        {
            Name = "u",
            ClientCertificate = _folder.Write("crt", TestCertificates.Ec(first, "CN=first")),
            ClientKey = _folder.Write("key", first.ExportPkcs8PrivateKeyPem()),
        };
        using ICredentialSource source = Create(user);
        Credential before = await source.GetAsync(null, default);
        before.ClientCertificate!.Subject.ShouldBe("CN=first");

        _folder.Write("crt", TestCertificates.Ec(second, "CN=second"));
        (await source.GetAsync(before, default)).ShouldBeSameAs(before, "half of the pair was replaced");
        _folder.Write("key", second.ExportPkcs8PrivateKeyPem());
        (await source.GetAsync(before, default)).ClientCertificate!.Subject.ShouldBe("CN=second");

        using ICredentialSource data = Create(user with
        {
            ClientCertificateData = TestCertificates.Bytes(TestCertificates.Ec(first, "CN=data")),
            ClientKeyData = TestCertificates.Bytes(first.ExportPkcs8PrivateKeyPem()),
        });
        (await data.GetAsync(null, default)).ClientCertificate!.Subject.ShouldBe("CN=data");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Canceling_does_not_wait_for_a_pipe(bool isToken)
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");
        var user = new UserEntry { Name = "u" };
        using ICredentialSource source = Create(isToken
            ? user with { TokenFile = pipe.Path }
            : user with { ClientCertificate = _folder.Write("crt", "x"), ClientKey = pipe.Path });
        using var cancellation = new CancellationTokenSource();
        Task<Credential> waiting = source.GetAsync(null, cancellation.Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [SkippableTheory]
    [InlineData("/dev/zero", "larger than 4 MiB")]
    [InlineData("/", "is a folder")]
    public async Task Rejects_a_token_file_that_is_not_a_regular_file(string path, string reason)
    {
        Skip.If(OperatingSystem.IsWindows());
        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = path });

        EksConnectorException exception = await Should.ThrowAsync<EksConnectorException>(async () => await source.GetAsync(null, default));
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Message.ShouldContain($"The token file '{path}' ");
        exception.Message.ShouldContain(reason);
        exception.Target.ShouldBe("x");
    }

    [Theory]
    [InlineData("PLANTED\r\nImpersonate-User: admin", "a line break")]
    [InlineData("PLANTED\0", "a NUL character")]
    [InlineData("PLANTED-ü", "a character that is not ASCII")]
    [InlineData("PLANTED token", "white space")]
    public async Task Rejects_a_token_file_with_characters_invalid_in_a_header(string token, string reason)
    {
        string file = _folder.Write("token", token);
        using ICredentialSource source = Create(new UserEntry { Name = "u", TokenFile = file });

        EksConnectorException exception = await Should.ThrowAsync<EksConnectorException>(async () => await source.GetAsync(null, default));
        exception.Message.ShouldContain($"The token file '{file}' of the user 'u' contains {reason}");
        exception.ToString().ShouldNotContain("PLANTED");
    }

    [Theory]
    [InlineData("gcp", "gke-gcloud-auth-plugin")]
    [InlineData("azure", "kubelogin")]
    [InlineData("oidc", "oidc-login")]
    [InlineData("other", "exec plugin")]
    public void Reports_a_removed_auth_provider_with_its_replacement(string provider, string advice)
    {
        EksConnectorException exception = Should.Throw<EksConnectorException>(() => Create(new UserEntry { Name = "u", AuthProvider = provider }));

        exception.ErrorId.ShouldBe(ErrorIds.AuthProviderNotSupported);
        exception.RecommendedAction.ShouldContain(advice);
    }

    private ICredentialSource Create(UserEntry user, string server = "https://one.example") => CredentialSourceFactory.Create(
        new ResolvedCluster(new ContextEntry { Name = "x", Cluster = "c", User = "u" }, new ClusterEntry { Name = "c", Server = server }, user, isCurrent: true),
        _log,
        TimeSpan.FromSeconds(30),
        _time,
        new ProcessLauncher());
}
