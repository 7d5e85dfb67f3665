using System.Globalization;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.FakeCluster;

/// <summary>Runs a fake cluster and a fake of AWS until they are stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string scenario = "healthy";
        string @namespace = "eks-connector";
        string? shell = null;
        int clusters = 0;
        int latency = 0;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            bool isValid = (args[i], value) switch
            {
                (_, null) => false,
                ("--scenario", _) => FakeKubernetes.Scenarios.Contains(scenario = value, StringComparer.Ordinal),
                ("--namespace", _) => (@namespace = value).Length > 0,
                ("--aws", "sh" or "pwsh") => (shell = value).Length > 0,
                ("--clusters", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out clusters),
                ("--latency", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out latency),
                _ => false,
            };
            if (!isValid)
            {
                return Usage.Fail($"Unknown argument or invalid value: {args[i]} {value}".TrimEnd());
            }
        }

        using var stop = new StopSignal();
        FakeKubernetes fake = await FakeKubernetes.StartAsync(
            new FakeOptions { Clusters = clusters, Latency = TimeSpan.FromMilliseconds(latency) }).ConfigureAwait(false);
        await using (fake.ConfigureAwait(false))
        {
            await fake.EnterAsync(scenario, @namespace).ConfigureAwait(false);
            FakeAws aws = await FakeAws.StartAsync().ConfigureAwait(false);
            await using (aws.ConfigureAwait(false))
            {
                await aws.EnterAsync(scenario, @namespace).ConfigureAwait(false);
                aws.Delay += TimeSpan.FromMilliseconds(latency);
                using var connector = new FakeConnector(fake, aws, @namespace);
                await Console.Error.WriteLineAsync($"Scenario {scenario} at {fake.Server}, AWS at {aws.Endpoint}. Press Ctrl+C to stop.").ConfigureAwait(false);
                if (shell is not null)
                {
                    PrintEnvironment(aws, shell);
                }

                Console.WriteLine(fake.KubeConfigPath);
                await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return 0;
    }

    // The lines can be pasted into a shell. No value contains a quote.
    private static void PrintEnvironment(FakeAws aws, string shell)
    {
        foreach ((string name, string? value) in aws.Environment)
        {
            Console.WriteLine((shell, value) switch
            {
                ("sh", null) => $"unset {name}",
                ("sh", _) => $"export {name}='{value}'",
                (_, null) => $"$env:{name} = $null",
                _ => $"$env:{name} = '{value}'",
            });
        }
    }
}
