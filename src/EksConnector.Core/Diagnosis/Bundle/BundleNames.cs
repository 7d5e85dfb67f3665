namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>What stands where in a bundle.</summary>
internal static class BundleNames
{
    /// <summary>What the bundle says of itself.</summary>
    public const string Manifest = "bundle.json";

    /// <summary>In a connector's folder: what the findings are made from.</summary>
    public const string Snapshot = "snapshot.json";

    /// <summary>In a connector's folder: what was found, for a person.</summary>
    public const string Diagnosis = "diagnosis.txt";

    /// <summary>In a connector's folder: the report, for a person with a browser.</summary>
    public const string Report = "report.html";

    /// <summary>In a connector's folder: the ends of the logs.</summary>
    public const string Logs = "logs";

    /// <summary>The folder of a connector.</summary>
    /// <param name="number">Its number, from 1 on: two contexts can look alike once they are file names.</param>
    /// <param name="context">The context.</param>
    public static string Folder(int number, string context) => $"{number:D3}-{FileName.Of([context])}";

    /// <summary>The name of a log in the folder for them.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="isPrevious">Whether it is the container's run before the present one.</param>
    public static string Log(string pod, string container, bool isPrevious) => FileName.Of([pod, container], isPrevious ? ".previous.log" : ".log");
}
