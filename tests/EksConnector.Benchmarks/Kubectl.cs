namespace EksConnector.Benchmarks;

/// <summary>Runs kubectl as a process, as a person or a script does.</summary>
/// <param name="environment">Its environment, with KUBECONFIG.</param>
internal sealed class Kubectl(IReadOnlyDictionary<string, string> environment)
{
    private const string Program = "kubectl";

    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Runs it to its end; what it prints is read and thrown away.</summary>
    public async Task<Measurement> RunAsync(params string[] arguments) => (await ChildProcess.RunAsync(Program, arguments, environment)).Taken;

    /// <summary>Runs it to its end and gives what it prints.</summary>
    public async Task<string> ReadAsync(params string[] arguments) => (await ChildProcess.RunAsync(Program, arguments, environment)).Output;

    /// <summary>Runs it until its first line is there.</summary>
    public Task<Measurement> RunToFirstLineAsync(params string[] arguments) => ChildProcess.RunToFirstLineAsync(Program, arguments, environment);

    /// <summary>Runs it in a shell, which redirects its output or gives it to others.</summary>
    /// <param name="script">The shell's text: kubectl is <c>kubectl "$@"</c>, and <c>$0</c> the next argument.</param>
    /// <param name="zero">What the script has as <c>$0</c>.</param>
    /// <param name="arguments">kubectl's arguments.</param>
    /// <returns>What it took, and its standard output.</returns>
    public Task<(Measurement Taken, string Output)> ShellAsync(string script, string zero, params string[] arguments) =>
        ChildProcess.RunAsync("sh", ["-c", script, zero, .. arguments], environment);
}
