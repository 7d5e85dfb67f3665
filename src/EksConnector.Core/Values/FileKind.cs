using System.Runtime.InteropServices;
using System.Text;

namespace EksConnector.Core;

/// <summary>Distinguishes regular files from folders, links, devices, pipes and sockets.</summary>
internal static class FileKind
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    // The mode is the second field of the status structure, whose size differs between runtime versions.
    private const int ModeOffset = 4;
    private const int MaximumStatusLength = 512;

    /// <summary>Returns the reason why a file must not be written to a path.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>The reason; null if the path is a regular file or does not exist.</returns>
    public static string? FindWriteProblem(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "the name is not a valid file name";
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            return "it is a symbolic link";
        }

        return FindReadProblem(path);
    }

    /// <summary>Returns the reason why a file must not be read. Links are followed.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <returns>The reason; null if the path is a regular file or does not exist.</returns>
    public static string? FindReadProblem(string path)
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
            // Windows resolves device names in every folder to \\.\NAME.
            return Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal);
        }

        byte[] status = new byte[MaximumStatusLength];
        return Stat(Encoding.UTF8.GetBytes(path + '\0'), status) == 0 && (BitConverter.ToInt32(status, ModeOffset) & TypeMask) != RegularFile;
    }

    // The base class library calls this function too, but exposes only whether the path is a folder.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, [Out] byte[] status);
}
