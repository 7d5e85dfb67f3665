using System.Globalization;

namespace EksConnector.FakeCluster;

/// <summary>Runs a fake cluster by itself.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string scenario = "healthy";
        string @namespace = "eks-connector";
        int clusters = 0;
        int latency = 0;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            bool understood = (args[i], value) switch
            {
                (_, null) => false,
                ("--scenario", _) => FakeKubernetes.Scenarios.Contains(scenario = value, StringComparer.Ordinal),
                ("--namespace", _) => (@namespace = value).Length > 0,
                ("--clusters", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out clusters),
                ("--latency", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out latency),
                _ => false,
            };
            if (!understood)
            {
                return Usage.Refuse($"Not understood: {args[i]} {value}".TrimEnd());
            }
        }

        using var stop = new StopSignal();
        FakeKubernetes fake = await FakeKubernetes.StartAsync(
            new FakeOptions { Clusters = clusters, Latency = TimeSpan.FromMilliseconds(latency) }).ConfigureAwait(false);
        await using (fake.ConfigureAwait(false))
        {
            await fake.EnterAsync(scenario, @namespace).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"Scenario {scenario} at {fake.Server}; Ctrl+C ends it.").ConfigureAwait(false);
            Console.WriteLine(fake.KubeConfigPath);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return 0;
    }
}
