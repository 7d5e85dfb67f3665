using EksConnector.Core;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

public sealed class BoundedFileTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reads_a_file_of_the_maximum_size_and_rejects_a_larger_one()
    {
        string path = _folder.Write("file", new string('a', 100_000));

        (await BoundedFile.ReadAsync(path, 100_000, default)).Length.ShouldBe(100_000);
        await Should.ThrowAsync<InvalidDataException>(() => BoundedFile.ReadAsync(path, 99_999, default));
    }

    [SkippableFact]
    public async Task An_endless_device_is_too_large()
    {
        Skip.If(OperatingSystem.IsWindows());

        await Should.ThrowAsync<InvalidDataException>(() => BoundedFile.ReadAsync("/dev/zero", 1024 * 1024, default));
    }

    [SkippableFact]
    public async Task Reading_a_silent_pipe_ends_at_the_timeout()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");

        Task<byte[]> reading = BoundedFile.ReadAsync(pipe.Path, 1024, TimeSpan.FromMilliseconds(1), default);

        // WaitAsync would throw the expected exception itself.
        (await Task.WhenAny(reading, Task.Delay(s_long))).ShouldBe(reading);
        await Should.ThrowAsync<TimeoutException>(reading);
    }

    [SkippableFact]
    public async Task Canceling_does_not_wait_for_a_silent_pipe()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");
        using var cancellation = new CancellationTokenSource();
        Task<byte[]> reading = BoundedFile.ReadAsync(pipe.Path, 1024, s_long, cancellation.Token);
        reading.IsCompleted.ShouldBeFalse();

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading.WaitAsync(s_long));
    }

    [SkippableFact]
    public async Task The_freshness_key_of_a_pipe_does_not_open_it()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");

        (await Task.Run(() => KubeConfigLoader.GetFreshnessKey(new ConnectionSource { KubeConfigPaths = [pipe.Path] })).WaitAsync(s_long))
            .ShouldContain(pipe.Path);
    }

    [SkippableFact]
    public async Task Reads_a_kubeconfig_from_a_pipe()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");
        Task writing = Task.Run(() => File.WriteAllText(pipe.Path, "contexts: [{name: one}]"));

        KubeConfigSnapshot snapshot = await Task.Run(() => KubeConfigLoader.Load(
            new ConnectionSource { KubeConfigPaths = [pipe.Path] }, new RecordingLog())).WaitAsync(s_long);
        snapshot.Clusters.ShouldHaveSingleItem().Context.ShouldBe("one");
        await writing.WaitAsync(s_long);
    }

    [SkippableFact]
    public void Rejects_an_endless_kubeconfig()
    {
        Skip.If(OperatingSystem.IsWindows());

        EksConnectorException exception = Should.Throw<EksConnectorException>(() => KubeConfigLoader.Load(
            new ConnectionSource { KubeConfigPaths = ["/dev/zero"] }, new RecordingLog()));
        exception.ErrorId.ShouldBe(ErrorIds.KubeConfigInvalid);
        exception.Message.ShouldContain("/dev/zero");
        exception.Message.ShouldContain("64 MiB");
    }

    [SkippableFact]
    public void Rejects_circular_links()
    {
        Skip.If(OperatingSystem.IsWindows());
        string one = Path.Combine(_folder.Path, "one");
        string two = Path.Combine(_folder.Path, "two");
        File.CreateSymbolicLink(one, two);
        File.CreateSymbolicLink(two, one);

        Should.Throw<EksConnectorException>(() => KubeConfigLoader.Load(new ConnectionSource { KubeConfigPaths = [one] }, new RecordingLog()))
            .ErrorId.ShouldBe(ErrorIds.KubeConfigInvalid);
    }
}
