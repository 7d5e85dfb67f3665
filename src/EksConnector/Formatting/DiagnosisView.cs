using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace EksConnector;

/// <summary>The default view of a diagnosis, as wide as the host's window.</summary>
internal static class DiagnosisView
{
    // Longer lines are hard to read; where nothing is known of the window, it has the usual 80 columns.
    private const int Widest = 100;
    private const int Usual = 79;

    private static readonly ConditionalWeakTable<Runspace, PSHost> s_hosts = new();

    /// <summary>Remembers where the current runspace shows its output.</summary>
    /// <param name="host">The host.</param>
    public static void Remember(PSHost? host)
    {
        if (host is not null && Runspace.DefaultRunspace is { } runspace)
        {
            s_hosts.AddOrUpdate(runspace, host);
        }
    }

    /// <summary>Writes a diagnosis.</summary>
    /// <param name="item">The diagnosis, or what came back of one from a job or a file.</param>
    /// <returns>The lines.</returns>
    public static string Of(PSObject item) => DiagnosisText.Of(item.BaseObject as Diagnosis ?? Restored.Of<Diagnosis>(item), Math.Min(Width(), Widest));

    private static int Width()
    {
        try
        {
            PSHost? host = null;
            _ = Runspace.DefaultRunspace is { } runspace && s_hosts.TryGetValue(runspace, out host);

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
