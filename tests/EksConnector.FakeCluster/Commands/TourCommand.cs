using EksConnector.FakeCluster.Tour;

namespace EksConnector.FakeCluster;

/// <summary>The newcomer's first command: shows the module at work, on a fake cluster or on a real one.</summary>
internal static class TourCommand
{
    /// <summary>Runs it.</summary>
    /// <returns>0; 1 when something failed that should not, or it was stopped; 2 when the arguments are wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        string? scenario = null;
        string? kubeConfigPath = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            bool understood = (args[i], value) switch
            {
                (_, null) => false,
                ("--scenario", _) => FakeKubernetes.Scenarios.Contains(scenario = value, StringComparer.Ordinal),
                ("--kubeconfig", _) => File.Exists(kubeConfigPath = Path.GetFullPath(value)),
                _ => false,
            };
            if (!understood)
            {
                return Usage.Refuse($"Not understood, or not there: {args[i]} {value}".TrimEnd());
            }
        }

        if (scenario is not null && kubeConfigPath is not null)
        {
            return Usage.Refuse("A scenario is a state of the fake cluster; with --kubeconfig a real one is asked.");
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
            Console.WriteLine($"A tour of EksConnector on the current context of {kubeConfigPath}. It only reads.");
            return await ShowAsync(kubeConfigPath, TourSteps.All.Where(step => step is { ShowsFailure: false, Writes: false }), cancellationToken).ConfigureAwait(false);
        }

        FakeKubernetes fake = await FakeKubernetes.StartAsync().ConfigureAwait(false);
        await using (fake.ConfigureAwait(false))
        {
            await fake.EnterAsync(scenario, cancellationToken: cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"A tour of EksConnector on a fake cluster: a Kubernetes API in this process, at {fake.Server},");
            Console.WriteLine($"where the EKS Connector is in the state '{scenario}'. Nothing outside this machine is asked.");
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
