using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Tells whether a file is still the one that was read.</summary>
internal static class FileStamp
{
    private const string Missing = "missing";

    /// <summary>A text that changes when the file does.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The path, the time of the last change and the length.</returns>
    public static string Of(string path)
    {
        string state;
        try
        {
            // The handle is the file's own, where the path is a link: mounted secrets are links that move.
            using SafeFileHandle handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            state = string.Create(
                CultureInfo.InvariantCulture, $"{File.GetLastWriteTimeUtc(handle).Ticks}:{RandomAccess.GetLength(handle)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            state = Missing;
        }

        return $"{path}|{state}";
    }
}
