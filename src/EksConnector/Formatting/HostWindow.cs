using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace EksConnector;

/// <summary>The window of the host that shows the views.</summary>
internal static class HostWindow
{
    // The default is a window of 80 columns.
    private const int DefaultWidth = 79;

    private static readonly ConditionalWeakTable<Runspace, PSHost> s_hosts = new();

    /// <summary>The number of columns that a view can use.</summary>
    public static int Width
    {
        get
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

    /// <summary>Stores the host of the current runspace.</summary>
    /// <param name="host">The host.</param>
    public static void Set(PSHost? host)
    {
        if (host is not null && Runspace.DefaultRunspace is { } runspace)
        {
            s_hosts.AddOrUpdate(runspace, host);
        }
    }
}
