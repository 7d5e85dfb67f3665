using System.Globalization;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Tells whether a file is still the one that was read.</summary>
internal static class FileStamp
{
    private const string Missing = "missing";

    /// <summary>A text that changes when the file does. The file is not opened: to open a pipe waits, and takes its content.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The path, the time of the last change and the length.</returns>
    public static string Of(string path)
    {
        string state = Missing;
        try
        {
            // A mounted secret is a link that moves: its target is what changes.
            var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (file.Exists)
            {
                state = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // It cannot be read either, and whoever reads it says why.
        }

        return $"{path}|{state}";
    }
}
