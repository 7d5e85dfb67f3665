using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>
/// The programs of a container's image: a folder of links to this machine's own. Each set of programs has one folder, because creating
/// the links for each command takes longer than the commands.
/// </summary>
internal static class ToolFolder
{
    private static readonly string[] s_tools =
    [
        "awk", "basename", "cat", "cp", "cut", "date", "dd", "dirname", "du", "echo", "env", "expr", "false", "find", "grep", "gzip", "head",
        "kill", "ls", "od", "printf", "pwd", "readlink", "rm", "sed", "sh", "sha256sum", "sleep", "sort", "stat", "tail", "tar", "test", "tr",
        "true", "uniq", "wc", "zcat",
    ];

    private static readonly string[] s_folders = ["/bin", "/usr/bin"];
    private static readonly Dictionary<string, string> s_paths = FindAll();
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_made = new(StringComparer.Ordinal);

    /// <summary>Finds one of the programs on this machine.</summary>
    /// <param name="tool">The program's name.</param>
    /// <returns>Its path, or null where no image has it or this machine does not.</returns>
    public static string? Find(string tool) => s_paths.GetValueOrDefault(tool);

    /// <summary>Returns the folder with a set of the programs.</summary>
    /// <param name="has">Whether the set contains a program.</param>
    /// <returns>The folder's path. It is deleted when the process ends.</returns>
    public static string Of(Func<string, bool> has)
    {
        string[] tools = [.. s_paths.Keys.Where(has)];
        return s_made.GetOrAdd(string.Join(' ', tools), _ => new Lazy<string>(() => Make(tools))).Value;
    }

    private static Dictionary<string, string> FindAll()
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string tool in s_tools)
        {
            if (s_folders.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists) is { } path)
            {
                paths[tool] = path;
            }
        }

        return paths;
    }

    private static string Make(string[] tools)
    {
        string folder = Directory.CreateTempSubdirectory("eks-connector-fake-bin-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (string tool in tools)
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), s_paths[tool]);
        }

        return folder;
    }
}
