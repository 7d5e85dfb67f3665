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
    public async Task A_file_of_the_largest_size_is_read_and_a_larger_one_is_not()
    {
        string path = _folder.Write("file", new string('a', 100_000));

        (await BoundedFile.ReadAsync(path, 100_000, default)).Length.ShouldBe(100_000);
        await Should.ThrowAsync<InvalidDataException>(() => BoundedFile.ReadAsync(path, 99_999, default));
    }

    [SkippableFact]
    public async Task A_device_without_an_end_is_too_large()
    {
        Skip.If(OperatingSystem.IsWindows());

        await Should.ThrowAsync<InvalidDataException>(() => BoundedFile.ReadAsync("/dev/zero", 1024 * 1024, default));
    }

    [SkippableFact]
    public async Task A_pipe_that_nobody_writes_to_is_given_up_after_the_time_limit()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");

        await Should.ThrowAsync<TimeoutException>(() => BoundedFile.ReadAsync(pipe.Path, 1024, TimeSpan.FromMilliseconds(1), default).WaitAsync(s_long));
    }

    [SkippableFact]
    public async Task Cancelling_does_not_wait_for_a_pipe_that_nobody_writes_to()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");
        using var cancellation = new CancellationTokenSource();
        Task<byte[]> reading = BoundedFile.ReadAsync(pipe.Path, 1024, s_long, cancellation.Token);
        reading.IsCompleted.ShouldBeFalse();

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading.WaitAsync(s_long));
    }

    [SkippableFact]
    public async Task The_freshness_of_a_pipe_is_known_without_opening_it()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");

        (await Task.Run(() => KubeConfigLoader.GetFreshnessKey(new ConnectionSource { KubeConfigPaths = [pipe.Path] })).WaitAsync(s_long))
            .ShouldContain(pipe.Path);
    }

    [SkippableFact]
    public async Task A_kubeconfig_that_a_program_writes_into_a_pipe_is_read()
    {
        using NamedPipe pipe = NamedPipe.Create(_folder, "pipe");
        Task writing = Task.Run(() => File.WriteAllText(pipe.Path, "contexts: [{name: one}]"));

        KubeConfigSnapshot snapshot = await Task.Run(() => KubeConfigLoader.Load(
            new ConnectionSource { KubeConfigPaths = [pipe.Path] }, new RecordingLog())).WaitAsync(s_long);
        snapshot.Clusters.ShouldHaveSingleItem().Context.ShouldBe("one");
        await writing.WaitAsync(s_long);
    }

    [SkippableFact]
    public void A_kubeconfig_without_an_end_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows());

        EksConnectorException exception = Should.Throw<EksConnectorException>(() => KubeConfigLoader.Load(
            new ConnectionSource { KubeConfigPaths = ["/dev/zero"] }, new RecordingLog()));
        exception.ErrorId.ShouldBe(ErrorIds.KubeConfigInvalid);
        exception.Message.ShouldContain("/dev/zero");
        exception.Message.ShouldContain("64 MiB");
    }

    [SkippableFact]
    public void A_circle_of_links_is_refused()
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
