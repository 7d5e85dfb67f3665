using System.Management.Automation.Host;

namespace EksConnector;

/// <summary>The default view of a diagnosis, as wide as the host's window.</summary>
/// <remarks>One call from the format file: each member that a script block there names costs a first call some milliseconds.</remarks>
public static class DiagnosisView
{
    // Longer lines are hard to read; where nothing is known of the window, it has the usual 80 columns.
    private const int Widest = 100;
    private const int Usual = 79;

    /// <summary>Writes a diagnosis for a host.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="host">Where it will be shown.</param>
    /// <returns>The lines.</returns>
    public static string Of(Diagnosis diagnosis, PSHost? host) => DiagnosisText.Of(diagnosis, Math.Min(WidthOf(host), Widest));

    private static int WidthOf(PSHost? host)
    {
        try
        {
            // The last column stays free: some consoles break the line there. A host without a window may also say that it has no columns.
            return host?.UI?.RawUI?.BufferSize.Width is > 1 and int width ? width - 1 : Usual;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            // A host without a window, as that of a runbook or a job.
            return Usual;
        }
    }
}
