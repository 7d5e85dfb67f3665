namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>The names of the files in a diagnostic bundle.</summary>
internal static class BundleNames
{
    /// <summary>The manifest of the bundle.</summary>
    public const string Manifest = "bundle.json";

    /// <summary>The file with the snapshot, in the directory of a connector.</summary>
    public const string Snapshot = "snapshot.json";

    /// <summary>The file with the diagnosis as text, in the directory of a connector.</summary>
    public const string Diagnosis = "diagnosis.txt";

    /// <summary>The file with the report as HTML, in the directory of a connector.</summary>
    public const string Report = "report.html";

    /// <summary>The directory of the logs, in the directory of a connector.</summary>
    public const string Logs = "logs";

    /// <summary>Returns the directory of a connector.</summary>
    /// <param name="number">The number, starting from 1, because two contexts can have the same file name.</param>
    /// <param name="context">The context.</param>
    public static string Folder(int number, string context) => $"{number:D3}-{FileName.Of([context])}";

    /// <summary>Returns the file name of a log.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="isPrevious">Whether it is the previous instance of the container.</param>
    public static string Log(string pod, string container, bool isPrevious) => FileName.Of([pod, container], isPrevious ? ".previous.log" : ".log");
}
