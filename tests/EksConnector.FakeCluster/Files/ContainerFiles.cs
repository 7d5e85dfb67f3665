using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>
/// The files of the containers: real files in a private folder, so that inodes, growth and renaming are those of a real file system.
/// Paths are those in the container, from its root on.
/// </summary>
public sealed class ContainerFiles : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"eks-connector-fake-{Guid.NewGuid():N}");

    internal ContainerFiles()
    {
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path, such as <c>/var/log/amazon/ssm/amazon-ssm-agent.log</c>.</param>
    /// <param name="bytes">What is in it.</param>
    public void Set(string @namespace, string pod, string container, string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = Open(@namespace, pod, container, path, FileMode.Create);
        file.Write(bytes);
    }

    /// <summary>Writes a whole file of any length, line by line.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="bytes">How long it is to be at least.</param>
    /// <param name="line">The line of a number from 0 on, without its end.</param>
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

    /// <summary>Writes on at a file's end; makes the file where there is none.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="bytes">What is added.</param>
    public void Append(string @namespace, string pod, string container, string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = Open(@namespace, pod, container, path, FileMode.Append);
        file.Write(bytes);
    }

    /// <summary>Opens a file as a process that goes on writing to it, also after it is deleted.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    public FileStream OpenToAppend(string @namespace, string pod, string container, string path) => Open(@namespace, pod, container, path, FileMode.Append);

    /// <summary>Writes one more line, or several.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path.</param>
    /// <param name="text">The text; its end is that of a line.</param>
    public void Append(string @namespace, string pod, string container, string path, string text) =>
        Append(@namespace, pod, container, path, Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Renames a file, which stays the same file (inode); another of that name is gone.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="from">The path.</param>
    /// <param name="to">The new path.</param>
    public void Rename(string @namespace, string pod, string container, string from, string to) =>
        File.Move(HostPath(@namespace, pod, container, from), HostPath(@namespace, pod, container, to), overwrite: true);

    /// <summary>Deletes a file, which need not be there.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
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

    /// <summary>Where a file of a container is on this machine.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The path in the container.</param>
    /// <returns>The path here.</returns>
    public string HostPath(string @namespace, string pod, string container, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal))
        {
            throw new ArgumentException("The path is to begin at the container's root.", nameof(path));
        }

        return Path.Combine(Folder(@namespace, pod, container), path.TrimStart('/').Replace('/', Path.DirectorySeparatorChar));
    }

    /// <inheritdoc/>
    public void Dispose() => Remove(_root);

    internal string Folder(string @namespace, string pod, string container) => Path.Combine(_root, @namespace, pod, container);

    /// <summary>A container begins anew with an empty file system.</summary>
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
                // A command that begins just now makes its folders.
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
