using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace EksConnector.Tests.Integration;

/// <summary>
/// A real cluster. EKSCONNECTOR_TEST_CLUSTER_UP is the path of a script that starts it and prints the path of its kubeconfig in the last
/// line. The script <c>scenario</c> in the same folder sets the state of a namespace. EKSCONNECTOR_TEST_NAMESPACE is a prefix for the
/// names of namespaces, if several runs share the cluster.
/// </summary>
public sealed class RealTestCluster : ITestCluster, IAsyncLifetime, IDisposable
{
    private static readonly string? s_script = Environment.GetEnvironmentVariable("EKSCONNECTOR_TEST_CLUSTER_UP");

    // Suites run in parallel, and each deletes its namespaces at its end. Several users can share a cluster.
    private static readonly string s_prefix = Environment.GetEnvironmentVariable("EKSCONNECTOR_TEST_NAMESPACE") is { Length: > 0 } prefix ? prefix : "it";
    // The script replaces the kubeconfig, which must not happen while another suite reads it.
    private static readonly Lazy<Task<string>> s_started = new(() => RunAsync(s_script!));
    private static int s_count;

    private readonly int _number = Interlocked.Increment(ref s_count);

    // The node is small, so only this number of namespaces change their state at the same time.
    private readonly SemaphoreSlim _changes = new(4);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _entered = new(StringComparer.Ordinal);
    private string? _kubeConfigPath;

    public string KubeConfigPath
    {
        get
        {
            Skip.If(string.IsNullOrEmpty(s_script), "EKSCONNECTOR_TEST_CLUSTER_UP is not set to a script that starts a cluster.");
            return _kubeConfigPath!;
        }
    }

    public async Task InitializeAsync()
    {
        if (!string.IsNullOrEmpty(s_script))
        {
            _kubeConfigPath = (await s_started.Value).TrimEnd().Split('\n')[^1].Trim();
        }
    }

    public Task<string> EnterAsync(string scenario)
    {
        _ = KubeConfigPath;
        return _entered.GetOrAdd(scenario, name => new Lazy<Task<string>>(() => SetAsync(name, NamespaceOf(name)))).Value;
    }

    /// <summary>Loads a scenario into a namespace that the test can change and that no other test uses.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="name">The suffix of the name of the namespace.</param>
    /// <returns>The namespace.</returns>
    public Task<string> EnterOwnAsync(string scenario, string name)
    {
        _ = KubeConfigPath;
        return _entered.GetOrAdd(name, own => new Lazy<Task<string>>(() => SetAsync(scenario, NamespaceOf(own)))).Value;
    }

    /// <summary>Runs kubectl as the administrator.</summary>
    /// <param name="arguments">The arguments of kubectl.</param>
    /// <returns>The standard output.</returns>
    public Task<byte[]> KubectlAsync(params string[] arguments) => RunAsync("kubectl", ReadOnlyMemory<byte>.Empty, ["--kubeconfig", KubeConfigPath, .. arguments]);

    /// <summary>Runs kubectl as the administrator, with standard input.</summary>
    /// <param name="input">The bytes of standard input.</param>
    /// <param name="arguments">The arguments of kubectl.</param>
    /// <returns>The standard output.</returns>
    public Task<byte[]> KubectlAsync(ReadOnlyMemory<byte> input, params string[] arguments) =>
        RunAsync("kubectl", input, ["--kubeconfig", KubeConfigPath, .. arguments]);

    public async Task DisposeAsync()
    {
        // A crash loop keeps using the node, so all namespaces are deleted.
        await Task.WhenAll(_entered.Keys.Select(scenario => RunAsync(ScenarioScript, "no-namespace", "--namespace", NamespaceOf(scenario))));
    }

    public void Dispose() => _changes.Dispose();

    private static string ScenarioScript => Path.Combine(Path.GetDirectoryName(s_script)!, "scenario");

    private string NamespaceOf(string scenario) => $"{s_prefix}{_number}-{scenario}";

    private async Task<string> SetAsync(string scenario, string @namespace)
    {
        await _changes.WaitAsync();
        try
        {
            await RunAsync(ScenarioScript, scenario, "--namespace", @namespace);
            return @namespace;
        }
        finally
        {
            _changes.Release();
        }
    }

    private static async Task<string> RunAsync(string script, params string[] arguments) => Encoding.UTF8.GetString(await RunAsync(script, ReadOnlyMemory<byte>.Empty, arguments));

    private static async Task<byte[]> RunAsync(string program, ReadOnlyMemory<byte> input, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with code {process.ExitCode}: {await errors}");
    }
}
