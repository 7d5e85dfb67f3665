using System.Runtime.InteropServices;
using System.Text;

namespace EksConnector.Core;

/// <summary>Tells ordinary files from what only looks like one: folders, links, devices, pipes and sockets.</summary>
internal static class FileKind
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    // The mode is the second number of the status, whose size has grown with the runtime's versions.
    private const int ModeOffset = 4;
    private const int LargestStatus = 512;

    /// <summary>Says why a file must not be written in a place.</summary>
    /// <param name="path">The place, as a full path.</param>
    /// <returns>What is there that is no ordinary file; null where an ordinary file or nothing is there.</returns>
    public static string? WhyNotWritable(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "the name is not a valid file name";
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            return "it is a symbolic link";
        }

        return WhyNotReadable(path);
    }

    /// <summary>Says why a file must not be read; links are followed.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <returns>What is there that is no ordinary file; null where an ordinary file or nothing is there.</returns>
    public static string? WhyNotReadable(string path)
    {
        if (Directory.Exists(path))
        {
            return "it is a folder";
        }

        return IsDevice(path) ? "it is a device or a pipe" : null;
    }

    private static bool IsDevice(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows resolves the names of its devices in every folder to \\.\NAME.
            return Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal);
        }

        byte[] status = new byte[LargestStatus];
        return Stat(Encoding.UTF8.GetBytes(path + '\0'), status) == 0 && (BitConverter.ToInt32(status, ModeOffset) & TypeMask) != RegularFile;
    }

    // The base class library asks the system by this function and shows no more of its answer than whether it is a folder.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, [Out] byte[] status);
}
