using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>
/// Reads the snapshots from a diagnostic bundle. No files are extracted, and a file that is not a valid bundle is rejected.
/// </summary>
internal static class BundleReader
{
    // A snapshot has some hundred kilobytes, or a few more with a thousand grants.
    private const long MaxBytes = 16 * 1024 * 1024;
    private const int MaxConnectors = 1000;
    private const int MaxEntries = 50_000;

    // The limit for all connectors together: a fleet of a thousand clusters has snapshots of some tens of kilobytes each.
    private const long MaxTotalBytes = 128 * 1024 * 1024;

    // The central directory of the archive is read into memory; an entry has about a hundred bytes.
    private const long MaxListBytes = 16 * 1024 * 1024;
    private const int EndLength = 22;
    private const int MaxCommentLength = ushort.MaxValue;

    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A snapshot for each connector.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.BundleInvalid"/>: the file is not a valid bundle.</exception>
    public static IReadOnlyList<DiagnosisSnapshot> Read(string path, CancellationToken cancellationToken)
    {
        if (FileKind.FindReadProblem(path) is { } why)
        {
            throw Invalid(path, why);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            if (!HasValidDirectorySize(file))
            {
                throw Invalid(path, "it is not a ZIP archive, or it contains more entries than Export-EksConnectorDiagnostic writes");
            }

            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return Read(archive, path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Invalid(path, exception is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist" : "the file cannot be read", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw Invalid(path, "it is not a ZIP archive, or it is damaged", exception);
        }
    }

    private static List<DiagnosisSnapshot> Read(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        if (archive.Entries.Count > MaxEntries || archive.Entries.Any(entry => IsUnsafeName(entry.FullName)))
        {
            throw Invalid(path, "it contains entries that Export-EksConnectorDiagnostic does not write");
        }

        long left = MaxTotalBytes;
        BundleManifest manifest = Parse(archive, BundleNames.Manifest, BundleJson.Manifest, path, ref left, cancellationToken);
        if (manifest.Format != BundleManifest.CurrentFormat)
        {
            throw Invalid(path, $"its format is {manifest.Format}, but this version of the module reads format {BundleManifest.CurrentFormat}");
        }

        if (manifest.Connectors is not { Count: > 0 and <= MaxConnectors })
        {
            throw Invalid(path, "it contains no connectors, or too many");
        }

        var snapshots = new List<DiagnosisSnapshot>();
        foreach (string folder in manifest.Connectors)
        {
            snapshots.Add(Checked(
                Parse(archive, $"{folder}/{BundleNames.Snapshot}", BundleJson.Snapshot, path, ref left, cancellationToken), path));
        }

        return snapshots;
    }

    // The end of the archive contains the offset of the central directory, which is read into memory completely.
    private static bool HasValidDirectorySize(FileStream file)
    {
        byte[] end = new byte[Math.Min(file.Length, EndLength + MaxCommentLength)];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        int at = end.AsSpan().LastIndexOf("PK\x05\x06"u8);
        file.Position = 0;
        return at >= 0
            && end.Length - at >= EndLength
            && file.Length - BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(at + 16)) is >= 0 and <= MaxListBytes;
    }

    // A name with a path outside of the archive is rejected, although no files are extracted.
    private static bool IsUnsafeName(string name) =>
        name.Contains("..", StringComparison.Ordinal) || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal);

    private static T Parse<T>(
        ZipArchive archive, string name, JsonTypeInfo<T> type, string path, ref long left, CancellationToken cancellationToken)
        where T : class
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw Invalid(path, $"it does not contain {name}");

        // The length in the archive is not trusted.
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes.Write(buffer, 0, read);
            left -= read;
            if (bytes.Length > MaxBytes || left < 0)
            {
                throw Invalid(path, $"{name} exceeds the maximum size");
            }
        }

        return JsonSerializer.Deserialize(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), type) ?? throw Invalid(path, $"{name} is empty");
    }

    private static DiagnosisSnapshot Checked(DiagnosisSnapshot snapshot, string path) =>
        snapshot is
        {
            Cluster: { Context: not null, Namespace: not null, Account: not null, Pods: not null, States: not null, ActivationSecret: not null, Role: not null },
            Workload: { MissingPods: not null, Events: not null, Nodes: not null, Platforms: not null, Images: not null },
            Connection: { Agents: not null, Proxies: not null },
            Access: { Users: not null, Admins: not null, Principals: not null },
        }
            ? snapshot
            : throw Invalid(path, "the data of a connector is incomplete");

    /// <summary>Creates the error for a file that is not a valid bundle.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="why">The reason.</param>
    /// <param name="exception">The original exception; null if there is none.</param>
    public static EksConnectorException Invalid(string path, string why, Exception? exception = null) =>
        new(
            ErrorIds.BundleInvalid,
            FailureCategory.InvalidData,
            $"'{path}' cannot be used as a diagnostic bundle: {why}.",
            "Specify a file that Export-EksConnectorDiagnostic created.",
            exception)
        {
            Target = path,
        };
}
