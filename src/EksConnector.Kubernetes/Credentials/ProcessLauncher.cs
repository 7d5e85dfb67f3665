using System.Diagnostics;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Starts processes; in a class of its own because there are platforms where that is forbidden.</summary>
internal class ProcessLauncher
{
    public virtual Process Start(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }
}
