using EksConnector.Core;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Reads certificate, key and token files.</summary>
internal static class CredentialFile
{
    /// <summary>The maximum file size in bytes, which is more than the CA bundle of an operating system needs.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="what">The description of the file in error messages, such as <c>The token file</c>.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">A token that cancels the wait immediately.</param>
    /// <returns>The content of the file.</returns>
    /// <exception cref="EksConnectorException">The file cannot be read, is too large, or takes too long.</exception>
    public static async Task<byte[]> ReadAsync(string what, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await BoundedFile.ReadAsync(path, MaximumLength, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable(what, path, exception);
        }
    }

    /// <summary>Reads a file synchronously; otherwise the same as <see cref="ReadAsync"/>.</summary>
    /// <param name="what">The description of the file in error messages.</param>
    /// <param name="path">The path of the file.</param>
    /// <returns>The content of the file.</returns>
    public static byte[] Read(string what, string path) => ReadAsync(what, path, CancellationToken.None).GetAwaiter().GetResult();

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or InvalidDataException or TimeoutException;

    private static EksConnectorException Unreadable(string what, string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => CredentialErrors.Invalid(
            $"{what} '{path}' does not exist.", "Correct the path in the kubeconfig, or create the file.", cause),
        InvalidDataException => CredentialErrors.Invalid(
            $"{what} '{path}' is larger than {MaximumLength / 1024 / 1024} MiB.", "Correct the path in the kubeconfig. It must name a certificate, key or token file.", cause),
        TimeoutException => CredentialErrors.Invalid(
            $"{what} '{path}' could not be read within {BoundedFile.TimeLimit.TotalSeconds:0} seconds.",
            "Check that the file is not a pipe without a writer, and that its file system responds.",
            cause),
        _ when Directory.Exists(path) => CredentialErrors.Invalid(
            $"{what} '{path}' is a folder.", "Correct the path in the kubeconfig. It must name a file.", cause),
        _ => CredentialErrors.Invalid(
            $"{what} '{path}' cannot be read.", "Correct the path in the kubeconfig, or grant the current user permission to read the file.", cause),
    };
}
