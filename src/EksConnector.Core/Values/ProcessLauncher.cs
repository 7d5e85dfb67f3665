using System.Diagnostics;

namespace EksConnector.Core;

/// <summary>Starts processes. Tests replace it, because some platforms do not allow starting processes.</summary>
public class ProcessLauncher
{
    /// <summary>Starts a process.</summary>
    /// <param name="start">The program, its arguments and its environment.</param>
    /// <returns>The process.</returns>
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
