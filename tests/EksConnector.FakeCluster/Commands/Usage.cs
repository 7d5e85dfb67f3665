namespace EksConnector.FakeCluster;

/// <summary>What the program says of itself.</summary>
internal static class Usage
{
    private const string Text = """
        A fake Kubernetes cluster with an EKS Connector in it, and a fake AWS that knows the cluster.

        usage: dotnet run --project tests/EksConnector.FakeCluster -- COMMAND

        commands:
          tour [--scenario NAME | --kubeconfig PATH]
                 shows the module's cmdlets at work, in the pwsh on the PATH or in one that .NET downloads
                 --scenario   the state that the fake connector is in (one-pod-broken)
                 --kubeconfig asks the current context of a real cluster instead; it only reads
          serve [--scenario NAME] [--namespace NS] [--clusters N] [--latency MS] [--aws SHELL]
                 runs until Ctrl+C; the last line printed is the kubeconfig's path
                 --scenario   the state that the connector is in (healthy)
                 --namespace  the connector's namespace (eks-connector)
                 --clusters   how many contexts fleet-0001... there are besides (0)
                 --latency    how many milliseconds each request takes at least (0)
                 --aws        prints before it the environment that leads to the fake AWS, for sh or pwsh
          control
                 runs fake clusters for the tests of the cmdlets, which send commands as lines of JSON
        """;

    /// <summary>Says what is wrong and how it is right; the exit code for that is 2.</summary>
    public static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine();
        Console.Error.WriteLine(Text);
        Console.Error.WriteLine();
        Console.Error.WriteLine("scenarios: " + string.Join(", ", FakeKubernetes.Scenarios));
        return 2;
    }
}
