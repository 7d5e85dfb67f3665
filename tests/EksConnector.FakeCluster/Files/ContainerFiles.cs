using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>
/// The files of the containers: real files in a temporary folder, so that inodes, appending, and renaming are those of a real file
/// system. Paths are absolute paths in the container.
/// </summary>
public sealed class ContainerFiles : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"eks-connector-fake-{Guid.NewGuid():N}");

    internal ContainerFiles()
    {
    }

    /// <summary>Writes a file.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path, such as <c>/var/log/amazon/ssm/amazon-ssm-agent.log</c>.</param>
    /// <param name="bytes">The content.</param>
    public void Set(string @namespace, string pod, string container, string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = Open(@namespace, pod, container, path, FileMode.Create);
        file.Write(bytes);
    }

    /// <summary>Writes a file of any length, line by line.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="bytes">The minimum length.</param>
    /// <param name="line">Returns the line with a number, starting with 0, without a line ending.</param>
    public void SetGenerated(string @namespace, string pod, string container, string path, long bytes, Func<long, string> line)
    {
        ArgumentNullException.ThrowIfNull(line);
        using FileStream file = Open(@namespace, pod, container, path, FileMode.Create);
        using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CopyBytes) { NewLine = "\n" };
        for (long i = 0, written = 0; written < bytes; i++)
        {
            string text = line(i);
            writer.WriteLine(text);
            written += Encoding.UTF8.GetByteCount(text) + 1;
        }
    }

    /// <summary>Appends to a file, which is created if it does not exist.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="bytes">The data to append.</param>
    public void Append(string @namespace, string pod, string container, string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = Open(@namespace, pod, container, path, FileMode.Append);
        file.Write(bytes);
    }

    /// <summary>Opens a file for appending, like a process that keeps writing to it even after it is deleted.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    public FileStream OpenToAppend(string @namespace, string pod, string container, string path) => Open(@namespace, pod, container, path, FileMode.Append);

    /// <summary>Appends one or more lines.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="text">The text without the last line ending.</param>
    public void Append(string @namespace, string pod, string container, string path, string text) =>
        Append(@namespace, pod, container, path, Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Renames a file, which keeps its inode, and replaces a file of that name.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="from">The path.</param>
    /// <param name="to">The new path.</param>
    public void Rename(string @namespace, string pod, string container, string from, string to) =>
        File.Move(HostPath(@namespace, pod, container, from), HostPath(@namespace, pod, container, to), overwrite: true);

    /// <summary>Deletes a file if it exists.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    public void Delete(string @namespace, string pod, string container, string path)
    {
        string file = HostPath(@namespace, pod, container, path);
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    /// <summary>Returns the path on this machine of a file in a container.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path in the container.</param>
    /// <returns>The path on this machine.</returns>
    public string HostPath(string @namespace, string pod, string container, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal))
        {
            throw new ArgumentException("The path must be absolute.", nameof(path));
        }

        return Path.Combine(Folder(@namespace, pod, container), path.TrimStart('/').Replace('/', Path.DirectorySeparatorChar));
    }

    /// <inheritdoc/>
    public void Dispose() => Remove(_root);

    internal string Folder(string @namespace, string pod, string container) => Path.Combine(_root, @namespace, pod, container);

    /// <summary>Deletes the files of a namespace, a Pod, or a container.</summary>
    internal void Clear(string @namespace, string? pod = null, string? container = null) =>
        Remove(Path.Combine([_root, @namespace, .. ((string?[])[pod, container]).OfType<string>()]));

    internal ContainerFiles Copy()
    {
        var copy = new ContainerFiles();
        if (Directory.Exists(_root))
        {
            foreach (string file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(copy._root, Path.GetRelativePath(_root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    private static void Remove(string folder)
    {
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A command that is starting can create folders at the same time.
            }
        }
    }

    private FileStream Open(string @namespace, string pod, string container, string path, FileMode mode)
    {
        string file = HostPath(@namespace, pod, container, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new FileStream(file, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
