namespace EksConnector.Benchmarks;

/// <summary>Runs kubectl as a process.</summary>
/// <param name="environment">The environment variables, including KUBECONFIG.</param>
internal sealed class Kubectl(IReadOnlyDictionary<string, string> environment)
{
    private const string Program = "kubectl";

    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Runs kubectl and discards its output.</summary>
    public async Task<Measurement> RunAsync(params string[] arguments) => (await ChildProcess.RunAsync(Program, arguments, environment)).Measurement;

    /// <summary>Runs kubectl and returns its output.</summary>
    public async Task<string> ReadAsync(params string[] arguments) => (await ChildProcess.RunAsync(Program, arguments, environment)).Output;

    /// <summary>Runs kubectl until it has printed a line.</summary>
    public Task<Measurement> RunToFirstLineAsync(params string[] arguments) => ChildProcess.RunToFirstLineAsync(Program, arguments, environment);

    /// <summary>Runs kubectl in a shell, which redirects or pipes its output.</summary>
    /// <param name="script">The script: kubectl is <c>kubectl "$@"</c>, and <c>$0</c> is the next argument.</param>
    /// <param name="zero">The value of <c>$0</c>.</param>
    /// <param name="arguments">The arguments of kubectl.</param>
    /// <returns>The measurement, and the standard output.</returns>
    public Task<(Measurement Measurement, string Output)> ShellAsync(string script, string zero, params string[] arguments) =>
        ChildProcess.RunAsync("sh", ["-c", script, zero, .. arguments], environment);
}
