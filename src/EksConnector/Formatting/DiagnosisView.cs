using System.Management.Automation;

namespace EksConnector;

/// <summary>The default view of a diagnosis, formatted for the width of the host's window.</summary>
internal static class DiagnosisView
{
    // Longer lines are hard to read.
    private const int MaximumWidth = 100;

    /// <summary>Formats a diagnosis.</summary>
    /// <param name="item">The diagnosis, or a deserialized diagnosis from a job or a file.</param>
    /// <returns>The lines.</returns>
    public static string Of(PSObject item) =>
        DiagnosisText.Of(item.BaseObject as Diagnosis ?? DeserializedObject.To<Diagnosis>(item), Math.Min(HostWindow.Width, MaximumWidth));
}
