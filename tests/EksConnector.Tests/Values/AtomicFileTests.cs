using System.Diagnostics;
using EksConnector.Core;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Values;

/// <summary>A file is written completely and in its place, whatever exists there.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replaces_a_regular_file_on_request()
    {
        string path = Make("x.log", "old");
        Should.Throw<IOException>(() => Write(path, replaces: false));
        File.ReadAllText(path).ShouldBe("old");
        Write(path, replaces: true);
        File.ReadAllText(path).ShouldBe("new");
        Names().ShouldBe(["x.log"]);
    }

    [Fact]
    public void An_uncommitted_file_leaves_nothing_behind()
    {
        string path = Make("x.log", "old");
        using (var file = new AtomicFile(path))
        {
            file.Stream.Write("new"u8);
        }

        File.ReadAllText(path).ShouldBe("old");
        Names().ShouldBe(["x.log"]);
    }

    [SkippableTheory]
    [InlineData("target.txt")]
    [InlineData("not-there.txt")]
    [InlineData("/dev/null")]
    public void Does_not_follow_a_link(string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "Creating a link requires a permission.");
        string other = Make("target.txt", "keep");
        string link = Path.Combine(_folder.Path, "x.log");
        File.CreateSymbolicLink(link, target);
        Should.Throw<IOException>(() => Write(link, replaces: true)).Message.ShouldContain("symbolic link");
        File.ReadAllText(other).ShouldBe("keep");
        new FileInfo(link).LinkTarget.ShouldBe(target);
        Names().ShouldBe(["target.txt", "x.log"]);
    }

    [Fact]
    public void Does_not_follow_a_link_that_is_created_meanwhile()
    {
        string other = Make("target.txt", "keep");
        string path = Path.Combine(_folder.Path, "x.log");
        using var file = new AtomicFile(path);
        file.Stream.Write("new"u8);
        try
        {
            File.CreateSymbolicLink(path, other);
        }
        catch (Exception exception) when (OperatingSystem.IsWindows() && exception is IOException or UnauthorizedAccessException)
        {
            return;
        }

        Should.Throw<IOException>(() => file.Commit(replaces: true));
        File.ReadAllText(other).ShouldBe("keep");
    }

    [Fact]
    public void Rejects_a_folder()
    {
        string path = Path.Combine(_folder.Path, "x.log");
        Directory.CreateDirectory(path);
        Should.Throw<IOException>(() => Write(path, replaces: true)).Message.ShouldContain("folder");
        FileKind.FindReadProblem(path).ShouldNotBeNull();
    }

    [SkippableFact]
    public void Rejects_devices_and_pipes_and_leaves_them_unchanged()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no mkfifo.");
        string pipe = Path.Combine(_folder.Path, "pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        foreach (string path in new[] { pipe, "/dev/null", "/dev/zero", "/dev/tty" }.Where(File.Exists))
        {
            FileKind.FindWriteProblem(path).ShouldBe("it is a device or a pipe", path);
            FileKind.FindReadProblem(path).ShouldBe("it is a device or a pipe", path);
        }

        Should.Throw<IOException>(() => Write(pipe, replaces: true));
        Names().ShouldBe(["pipe"]);
        FileKind.FindWriteProblem(Make("x.log", string.Empty)).ShouldBeNull();
        FileKind.FindWriteProblem(Path.Combine(_folder.Path, "none")).ShouldBeNull();
    }

    [Fact]
    public void Rejects_an_invalid_file_name() => FileKind.FindWriteProblem(Path.Combine(_folder.Path, "a\0b")).ShouldNotBeNull();

    private static void Write(string path, bool replaces)
    {
        using var file = new AtomicFile(path);
        file.Stream.Write("new"u8);
        file.Commit(replaces);
    }

    private string Make(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
