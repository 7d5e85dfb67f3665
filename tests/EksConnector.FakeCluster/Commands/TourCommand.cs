using EksConnector.FakeCluster.Tour;

namespace EksConnector.FakeCluster;

/// <summary>Demonstrates the module on a fake cluster or on a real one.</summary>
internal static class TourCommand
{
    /// <summary>Runs the command.</summary>
    /// <returns>0; 1 if a step failed unexpectedly or the command was stopped; 2 if the arguments are not valid.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        string? scenario = null;
        string? kubeConfigPath = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            bool isValid = (args[i], value) switch
            {
                (_, null) => false,
                ("--scenario", _) => FakeKubernetes.Scenarios.Contains(scenario = value, StringComparer.Ordinal),
                ("--kubeconfig", _) => File.Exists(kubeConfigPath = Path.GetFullPath(value)),
                _ => false,
            };
            if (!isValid)
            {
                return Usage.Fail($"Unknown argument, or the scenario or file does not exist: {args[i]} {value}".TrimEnd());
            }
        }

        if (scenario is not null && kubeConfigPath is not null)
        {
            return Usage.Fail("--scenario sets the state of the fake cluster. Do not use it with --kubeconfig, which selects a real cluster.");
        }

        using var stop = new StopSignal();
        try
        {
            return await ShowAsync(scenario ?? "one-pod-broken", kubeConfigPath, stop.Token).ConfigureAwait(false) ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The tour was stopped.").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<bool> ShowAsync(string scenario, string? kubeConfigPath, CancellationToken cancellationToken)
    {
        if (kubeConfigPath is not null)
        {
            Console.WriteLine($"A tour of EksConnector on the current context of {kubeConfigPath}. It does not change the cluster.");
            return await ShowAsync(kubeConfigPath, TourSteps.All.Where(step => step is { ShowsFailure: false, Writes: false }), cancellationToken).ConfigureAwait(false);
        }

        FakeKubernetes fake = await FakeKubernetes.StartAsync().ConfigureAwait(false);
        await using (fake.ConfigureAwait(false))
        {
            await fake.EnterAsync(scenario, cancellationToken: cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"A tour of EksConnector on a fake cluster: a Kubernetes API in this process, at {fake.Server},");
            Console.WriteLine($"where the EKS Connector is in the state '{scenario}'. It makes no requests outside this machine.");
            return await ShowAsync(fake.KubeConfigPath, TourSteps.All, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ShowAsync(string kubeConfigPath, IEnumerable<TourStep> steps, CancellationToken cancellationToken)
    {
        if (await PowerShell.FindAsync(cancellationToken).ConfigureAwait(false) is not { } powerShell)
        {
            await Console.Error.WriteLineAsync("The tour needs PowerShell 7.4 or later: https://aka.ms/install-powershell").ConfigureAwait(false);
            return false;
        }

        Console.WriteLine($"PowerShell {powerShell.Version} runs the cmdlets of the module that was just built.");
        Console.WriteLine();
        return await powerShell.RunAsync(kubeConfigPath, steps, cancellationToken).ConfigureAwait(false);
    }
}
