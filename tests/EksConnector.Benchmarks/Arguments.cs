using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The options after the command name.</summary>
internal sealed class Arguments
{
    public const string Usage = """

        usage: dotnet run --project tests/EksConnector.Benchmarks -- COMMAND

        commands:
          status [--kubeconfig PATH] [--namespace NS] [--runs 9] [--module FOLDER]
                 one cluster, compared with kubectl in interleaved runs
                 --kubeconfig  the kubeconfig whose current context is used (the environment variable KUBECONFIG)
                 --namespace   the namespace of a healthy connector (eks-connector)
          diagnosis [the same options]
                 the complete diagnosis of one cluster, compared with the documented commands for basic troubleshooting
          compare --before FOLDER [--module FOLDER] [--clusters 200] [the same options]
                 two builds of the module: cold and warm calls on one cluster, and a fleet of the fake cluster
                 --before  the folder of the module before a change; --module is the folder after it
          fleet [--clusters 200] [--latency 25] [--runs 5] [--large 1000] [--kubectl-clusters 40] [--module FOLDER]
                 many clusters of the fake cluster, which runs in a separate process
                 --latency           the minimum duration of each request in milliseconds
                 --large             the size of a fleet that is only tested for errors and memory; 0 for none
                 --kubectl-clusters  the number of clusters for the comparison with kubectl, whose time is scaled; 0 for none
          logs [--kubeconfig PATH] [--namespace NS] [--large-namespace NS] [--lines 1600000] [--runs 9] [--module FOLDER]
          name [the same options]
                 the logs of one cluster, and its name in EKS, compared with kubectl in interleaved runs; the user must be an administrator
                 --namespace        the namespace of a healthy connector with a short log (eks-connector)
                 --large-namespace  the namespace of another connector, whose agent logs are overwritten with long ones (eks-connector-large)
                 --lines            the number of lines in the long log
          activation [--kubeconfig PATH] [--namespace NS] [--aws aws] [--runs 9] [--module FOLDER]
                 the activation of one cluster, compared with kubectl and the AWS CLI
                 --namespace  the namespace of a healthy connector (eks-connector); in the fake of AWS, its cluster is my-cluster
                 --aws        the program of the AWS CLI, not a shim that starts it, which would add time
          grant [--kubeconfig PATH] [--namespace NS] [--arns 500] [--runs 9] [--module FOLDER]
                 one grant compared with kubectl, and many grants compared with API calls; the user must be an administrator
                 --arns  the number of grants in one call; 0 for none

        The exit code is 1 if a limit is exceeded, 2 if the command line is not valid, and 3 if nothing could be measured.
        """;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(string[] args, params string[] names)
    {
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : string.Empty;
            if (!names.Contains(name, StringComparer.Ordinal) || i + 1 == args.Length)
            {
                throw new UsageException($"Unknown option, or its value is missing: {args[i]}");
            }

            _values[name] = args[i + 1];
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int defaultValue)
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UsageException($"--{name} must be a number, but it is '{text}'.");
    }
}
