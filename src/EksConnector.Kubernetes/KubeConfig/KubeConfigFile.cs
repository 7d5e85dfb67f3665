using System.Text;
using EksConnector.Core;
using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Reads and decodes kubeconfig files.</summary>
internal static class KubeConfigFile
{
    // A kubeconfig of 1,000 clusters has about 5 MB; a larger file is not a kubeconfig and may not end.
    private const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="log">The log for warnings.</param>
    /// <returns>The content; null if the file does not exist.</returns>
    public static KubeConfigDocument? Read(string path, IOperationLog log)
    {
        string text;
        try
        {
            text = Decode(BoundedFile.Read(path, MaximumLength), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (InvalidDataException exception)
        {
            throw KubeConfigErrors.Invalid(path, "it is larger than 64 MiB.", "Specify a kubeconfig file.", exception);
        }
        catch (TimeoutException exception)
        {
            throw KubeConfigErrors.Invalid(
                path,
                $"it could not be read within {BoundedFile.TimeLimit.TotalSeconds:0} seconds.",
                "Specify a regular file on a file system that responds. A pipe must have a writer.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw KubeConfigErrors.Invalid(
                path,
                Directory.Exists(path) ? "it is a folder." : "it cannot be read.",
                "Specify a kubeconfig file that you have permission to read.",
                exception);
        }

        return Parse(text, path, Path.GetDirectoryName(path) ?? path, log);
    }

    /// <summary>Reads a kubeconfig from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the text in error messages.</param>
    /// <param name="folder">The folder that relative paths are resolved against.</param>
    /// <param name="log">The log for warnings.</param>
    /// <returns>The content.</returns>
    public static KubeConfigDocument Parse(string text, string name, string folder, IOperationLog log)
    {
        try
        {
            return KubeConfigParser.Parse(text, name, folder, log);
        }
        catch (ArgumentException exception)
        {
            // Paths are the only arguments from the file.
            throw KubeConfigErrors.Invalid(name, "it contains an invalid path.", "Correct the paths of the certificates, keys and tokens.", exception);
        }
    }

    // Like kubectl's parser, detects the encoding by the byte order mark, and uses UTF-8 without one.
    private static string Decode(byte[] bytes, string path)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 3, bytes.Length - 3),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, false, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, false, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2),
                _ => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes),
            };
        }
        catch (DecoderFallbackException exception)
        {
            throw KubeConfigErrors.Invalid(path, "it is not UTF-8 text.", "Save the file as UTF-8 text.", exception);
        }
    }
}
