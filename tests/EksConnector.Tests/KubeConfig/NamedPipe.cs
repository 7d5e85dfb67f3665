using System.Diagnostics;

namespace EksConnector.Tests.KubeConfig;

/// <summary>A named pipe (FIFO), whose readers wait for a writer.</summary>
internal sealed class NamedPipe : IDisposable
{
    private NamedPipe(string path) => Path = path;

    public string Path { get; }

    public static NamedPipe Create(TemporaryFolder folder, string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no FIFO.");
        string path = System.IO.Path.Combine(folder.Path, name);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return new NamedPipe(path);
    }

    /// <summary>Releases readers that still wait for the pipe.</summary>
    public void Dispose()
    {
        using var both = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }
}
