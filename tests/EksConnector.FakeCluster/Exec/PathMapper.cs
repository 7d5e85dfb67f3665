using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>Maps paths in a container to paths on this machine, and removes the prefix on this machine from output.</summary>
/// <param name="folder">The folder of the root directory of the container.</param>
internal sealed class PathMapper(string folder)
{
    private const string LogFolder = "/var/log/amazon/ssm";
    private const string DataFolder = "/var/lib/amazon/ssm";
    private const string ProcessFiles = "/proc/[0-9]*/fd";

    // A container sees its own processes alone. This process stands for them, and a list of two folders names both.
    private static readonly string s_ownFiles = $"/proc/{Environment.ProcessId}/fd /proc/self/fd";

    private readonly byte[] _folder = Encoding.UTF8.GetBytes(folder);

    /// <summary>Maps the folders and processes of the container, in an argument or in the text of a script.</summary>
    public string ToHost(string argument) => argument
        .Replace(LogFolder, folder + LogFolder, StringComparison.Ordinal)
        .Replace(DataFolder, folder + DataFolder, StringComparison.Ordinal)
        .Replace(ProcessFiles, s_ownFiles, StringComparison.Ordinal);

    /// <summary>
    /// Removes the prefix from output, in place.
    /// </summary>
    /// <param name="output">The output that has not been sent.</param>
    /// <param name="isLast">Whether it is the end of the output.</param>
    /// <param name="heldBack">The number of bytes at the end that can be the start of the prefix, and must be checked again with the next output.</param>
    /// <returns>The number of bytes that can be sent; the bytes that are held back follow them.</returns>
    public int ToContainer(Span<byte> output, bool isLast, out int heldBack)
    {
        int from = 0;
        int to = 0;
        while (output[from..].IndexOf(_folder) is >= 0 and var found)
        {
            output.Slice(from, found).CopyTo(output[to..]);
            to += found;
            from += found + _folder.Length;
        }

        int rest = output.Length - from;
        heldBack = isLast ? 0 : PartialMatchLength(output[from..]);
        output[from..].CopyTo(output[to..]);
        return to + rest - heldBack;
    }

    private int PartialMatchLength(ReadOnlySpan<byte> rest)
    {
        for (int length = Math.Min(_folder.Length - 1, rest.Length); length > 0; length--)
        {
            if (rest[^length..].SequenceEqual(_folder.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
