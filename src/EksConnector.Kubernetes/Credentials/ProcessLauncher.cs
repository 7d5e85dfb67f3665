using System.Diagnostics;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Starts processes. Tests replace it, because some platforms do not allow starting processes.</summary>
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
