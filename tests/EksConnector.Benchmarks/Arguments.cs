using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The options after the command's name.</summary>
internal sealed class Arguments
{
    public const string Usage = """

        usage: dotnet run --project tests/EksConnector.Benchmarks -- COMMAND

        commands:
          status [--kubeconfig PATH] [--namespace NS] [--runs 9] [--module FOLDER]
                 one cluster, in one interleaved run beside kubectl
                 --kubeconfig  its current context is asked (the environment's KUBECONFIG)
                 --namespace   where the healthy connector is (eks-connector)
          diagnosis [the same]
                 one cluster's whole diagnosis, beside the documented commands of the basic troubleshooting
          compare --before FOLDER [--module FOLDER] [--clusters 200] [the same]
                 two builds of the module: cold and warm calls on one cluster, and a fleet on the fake
                 --before  the module's folder before a change; --module is the one after it
          fleet [--clusters 200] [--latency 25] [--runs 5] [--large 1000] [--kubectl-clusters 40] [--module FOLDER]
                 many clusters on the fake, which runs in a process of its own
                 --latency           milliseconds that each request takes at least
                 --large             the size that only has to pass without an error; 0 for none
                 --kubectl-clusters  how many clusters kubectl is run for beside it; its time is scaled; 0 for none
          logs [--kubeconfig PATH] [--namespace NS] [--large-namespace NS] [--lines 1600000] [--runs 9] [--module FOLDER]
          name [the same]
                 one cluster's logs, and its name in EKS, in one interleaved run beside kubectl; the user has to be an administrator
                 --namespace        where a healthy connector is with a short log (eks-connector)
                 --large-namespace  where another is, whose agents' log files are overwritten with long ones (eks-connector-large)
                 --lines            how many lines the long log has
          activation [--kubeconfig PATH] [--namespace NS] [--aws aws] [--runs 9] [--module FOLDER]
                 one cluster's activation, beside kubectl and the AWS CLI
                 --namespace  where a healthy connector is that AWS calls my-cluster (eks-connector); AWS is the fake one
                 --aws        the AWS CLI's program; a shim in its place would take time of its own
          grant [--kubeconfig PATH] [--namespace NS] [--arns 500] [--runs 9] [--module FOLDER]
                 one grant to impersonate beside kubectl, and many of them beside the calls of the API; the user has to be an administrator
                 --arns  how many many are; 0 for none

        The exit code is 1 when a bound is missed, 2 when the command line is not understood, and 3 when there was nothing to measure.
        """;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(string[] args, params string[] names)
    {
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : string.Empty;
            if (!names.Contains(name, StringComparer.Ordinal) || i + 1 == args.Length)
            {
                throw new UsageException($"Not understood: {args[i]}");
            }

            _values[name] = args[i + 1];
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UsageException($"--{name} takes a number, not {text}.");
    }
}
