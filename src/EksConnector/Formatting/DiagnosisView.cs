using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace EksConnector;

/// <summary>The default view of a diagnosis, formatted for the width of the host's window.</summary>
internal static class DiagnosisView
{
    // Longer lines are hard to read; the default is a window of 80 columns.
    private const int MaximumWidth = 100;
    private const int DefaultWidth = 79;

    private static readonly ConditionalWeakTable<Runspace, PSHost> s_hosts = new();

    /// <summary>Stores the host of the current runspace.</summary>
    /// <param name="host">The host.</param>
    public static void SetHost(PSHost? host)
    {
        if (host is not null && Runspace.DefaultRunspace is { } runspace)
        {
            s_hosts.AddOrUpdate(runspace, host);
        }
    }

    /// <summary>Formats a diagnosis.</summary>
    /// <param name="item">The diagnosis, or a deserialized diagnosis from a job or a file.</param>
    /// <returns>The lines.</returns>
    public static string Of(PSObject item) => DiagnosisText.Of(item.BaseObject as Diagnosis ?? DeserializedObject.To<Diagnosis>(item), Math.Min(Width(), MaximumWidth));

    private static int Width()
    {
        try
        {
            PSHost? host = null;
            _ = Runspace.DefaultRunspace is { } runspace && s_hosts.TryGetValue(runspace, out host);

            // The last column is not used, because some consoles wrap there. A host without a window may report no columns.
            return host?.UI?.RawUI?.BufferSize.Width is > 1 and int width ? width - 1 : DefaultWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            // A host without a window, such as that of a runbook or a job.
            return DefaultWidth;
        }
    }
}
