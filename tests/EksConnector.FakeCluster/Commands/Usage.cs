namespace EksConnector.FakeCluster;

/// <summary>The help text of the program.</summary>
internal static class Usage
{
    private const string Text = """
        A fake Kubernetes cluster with an EKS Connector, and a fake of AWS in which the cluster is registered.

        usage: dotnet run --project tests/EksConnector.FakeCluster -- COMMAND

        commands:
          tour [--scenario NAME | --kubeconfig PATH]
                 demonstrates the module's cmdlets, in the pwsh on the PATH or in one that .NET downloads
                 --scenario   the state of the fake connector (one-pod-broken)
                 --kubeconfig uses the current context of a real cluster instead, without changing it
          serve [--scenario NAME] [--namespace NS] [--clusters N] [--latency MS] [--aws SHELL]
                 runs until Ctrl+C; the last line printed is the path of the kubeconfig
                 --scenario   the state of the connector (healthy)
                 --namespace  the connector's namespace (eks-connector)
                 --clusters   the number of additional contexts fleet-0001... (0)
                 --latency    the minimum duration of each request in milliseconds (0)
                 --aws        first prints the environment variables for the fake of AWS, for sh or pwsh
          control
                 runs fake clusters for the cmdlet tests, which send commands as lines of JSON
        """;

    /// <summary>Prints the error and the help text, and returns exit code 2.</summary>
    public static int Fail(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine();
        Console.Error.WriteLine(Text);
        Console.Error.WriteLine();
        Console.Error.WriteLine("scenarios: " + string.Join(", ", FakeKubernetes.Scenarios));
        return 2;
    }
}
