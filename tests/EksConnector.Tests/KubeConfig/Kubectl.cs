using System.Diagnostics;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Runs kubectl, which defines how kubeconfig files are read.</summary>
internal static class Kubectl
{
    private static readonly Lazy<bool> s_isInstalled = new(() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl"))));

    public static void SkipWithout() => Skip.IfNot(s_isInstalled.Value, "kubectl is not on the PATH.");

    public static (int ExitCode, string Output) Run(KubeConfigCase @case, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl")
        {
            UseShellExecute = false,
            WorkingDirectory = @case.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (@case.IsListed)
        {
            start.Environment["KUBECONFIG"] = string.Join(Path.PathSeparator, @case.Files);
        }
        else
        {
            start.Environment.Remove("KUBECONFIG");
            start.ArgumentList.Add("--kubeconfig");
            start.ArgumentList.Add(@case.Files.Single());
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.Wait();
        return (process.ExitCode, output);
    }
}
