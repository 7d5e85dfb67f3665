using System.Globalization;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Detects whether a file has changed.</summary>
internal static class FileStamp
{
    private const string Missing = "missing";

    /// <summary>Returns a text that changes when the file changes. The file is not opened, because opening a pipe blocks and consumes its content.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The path, the time of the last write and the length.</returns>
    public static string Get(string path)
    {
        string state = Missing;
        try
        {
            // A mounted Secret is a symbolic link whose target changes.
            var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (file.Exists)
            {
                state = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The code that reads the file reports the error.
        }

        return $"{path}|{state}";
    }
}
