using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>Turns paths of a container into those of the folder that stands for it, and the folder's name in an output away again.</summary>
/// <param name="folder">The folder that is the container's root.</param>
internal sealed class PathMapper(string folder)
{
    private const string LogFolder = "/var/log/amazon/ssm";
    private const string DataFolder = "/var/lib/amazon/ssm";
    private const string ProcessFiles = "/proc/[0-9]*/fd";

    // A container sees its own processes alone. This process stands for them, and a list of two folders names both.
    private static readonly string s_ownFiles = $"/proc/{Environment.ProcessId}/fd /proc/self/fd";

    private readonly byte[] _folder = Encoding.UTF8.GetBytes(folder);

    /// <summary>The container's own folders and processes, in an argument or anywhere in the text of a script.</summary>
    public string ToHost(string argument) => argument
        .Replace(LogFolder, folder + LogFolder, StringComparison.Ordinal)
        .Replace(DataFolder, folder + DataFolder, StringComparison.Ordinal)
        .Replace(ProcessFiles, s_ownFiles, StringComparison.Ordinal);

    /// <summary>
    /// Takes the folder's name out of an output, in place.
    /// </summary>
    /// <param name="output">The output so far that was not handed on.</param>
    /// <param name="isLast">Whether nothing comes after it.</param>
    /// <param name="kept">How many bytes at the end may be the beginning of the name, and are to be looked at again with what comes.</param>
    /// <returns>How many bytes can be handed on; those that are kept stand behind them.</returns>
    public int ToContainer(Span<byte> output, bool isLast, out int kept)
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
        kept = isLast ? 0 : Suspicious(output[from..]);
        output[from..].CopyTo(output[to..]);
        return to + rest - kept;
    }

    private int Suspicious(ReadOnlySpan<byte> rest)
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
