namespace EksConnector.Benchmarks;

/// <summary>Compares the test of an activation with kubectl and the AWS CLI on the same endpoints.</summary>
internal static class ActivationBenchmark
{
    private const double WarmBound = 0.2;

    // The name of the cluster in the fake of AWS.
    private const string ClusterName = "my-cluster";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        string aws = arguments.Text("aws") ?? "aws";
        Load.Print("start");
        using FakeProcess fake = await FakeProcess.StartAsync(clusters: 0, latency: 0);
        var setting = new Setting(arguments, fake.AwsEnvironment);
        var bounds = new Bounds();
        using (Race race = await Race.StartAsync(setting.Module, setting.Environment))
        {
            string pipeline = $"Test-EksConnectorActivation -Namespace {setting.Namespace}";
            race.Add("`kubectl get pods`, `kubectl logs`, `aws eks describe-cluster`", async () => (await setting.Kubectl.ShellAsync(
                $"""
                set -e
                kubectl get pods -n {setting.Namespace}
                kubectl logs eks-connector-0 --container connector-init -n {setting.Namespace}
                "$0" eks describe-cluster --name {ClusterName} --region "$AWS_REGION"
                """,
                aws)).Measurement, "kubectl and aws")
            .CompareWith(new Entrant
            {
                Name = "test of an activation, including AWS",
                Pipeline = pipeline,
                Setup = $"{pipeline} | Out-Null",
                Check = $"@({pipeline} | Where-Object EksStatus -EQ ACTIVE | Where-Object IsValid).Count",
                Minimum = 1,
                Maximum = 1,
                Bound = WarmBound,
            });
            await race.RunAsync(setting.Runs);
            Load.Print("end");
            race.Report($"An activation, medians of {setting.Runs} interleaved runs", bounds);
        }

        return bounds.PrintAndGetExitCode();
    }
}
