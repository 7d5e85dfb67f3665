using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EksConnector.PowerShell.Tests;

/// <summary>An OpenSSH server on the loopback address that starts PowerShell, with its own keys.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private SshServer(DirectoryInfo folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public static bool IsInstalled => File.Exists(Program);

    public int Port { get; }

    /// <summary>The file with the private key for signing in as the user of this process.</summary>
    public string KeyPath => Path.Combine(_folder.FullName, "user");

    /// <summary>A folder that is deleted with the server.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts a server.</summary>
    /// <param name="pwsh">The PowerShell of the sessions.</param>
    public static async Task<SshServer> StartAsync(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        foreach (string name in new[] { "host", "user" })
        {
            await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Path.Combine(folder.FullName, name));
        }

        int port = FreePort();
        string configuration = Path.Combine(folder.FullName, "sshd_config");
        await File.WriteAllTextAsync(configuration, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder.FullName}/host
            AuthorizedKeysFile {folder.FullName}/user.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            Subsystem powershell {pwsh} -sshs -NoLogo -NoProfile

            """);

        // The server needs this folder for privilege separation, which the service would create.
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        // The server runs in the foreground and writes its log, which shows when it is listening, to standard error.
        Process process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", configuration]) { UseShellExecute = false, RedirectStandardError = true })!;
        var server = new SshServer(folder, process, port);
        try
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                if (line.Contains("Server listening", StringComparison.Ordinal))
                {
                    _ = process.StandardError.ReadToEndAsync();
                    return server;
                }
            }

            throw new InvalidOperationException("The SSH server did not start.");
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
