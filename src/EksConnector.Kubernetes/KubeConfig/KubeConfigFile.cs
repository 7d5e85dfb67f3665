using System.Text;
using EksConnector.Core;
using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Reads the bytes of a kubeconfig file and makes text of them.</summary>
internal static class KubeConfigFile
{
    // A fleet of a thousand clusters has 5 MB; what is larger than this is something else, perhaps without an end.
    private const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="log">Where oddities are told.</param>
    /// <returns>What it says, or null where there is no such file.</returns>
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
    /// <param name="name">How errors name it.</param>
    /// <param name="folder">What relative paths in it are relative to.</param>
    /// <param name="log">Where oddities are told.</param>
    /// <returns>What it says.</returns>
    public static KubeConfigDocument Parse(string text, string name, string folder, IOperationLog log)
    {
        try
        {
            return KubeConfigParser.Parse(text, name, folder, log);
        }
        catch (ArgumentException exception)
        {
            // The only arguments that come from outside are paths.
            throw KubeConfigErrors.Invalid(name, "it contains an invalid path.", "Correct the paths of the certificates, keys and tokens.", exception);
        }
    }

    // A byte order mark decides, as in kubectl's parser; without one it is UTF-8.
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
