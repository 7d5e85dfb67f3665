using EksConnector.Benchmarks;

try
{
    return args switch
    {
        ["status", .. string[] rest] => await StatusBenchmark.RunAsync(new Arguments(rest, "kubeconfig", "namespace", "runs", "module")),
        ["diagnosis", .. string[] rest] => await DiagnosisBenchmark.RunAsync(new Arguments(rest, "kubeconfig", "namespace", "runs", "module")),
        ["compare", .. string[] rest] => await CompareBenchmark.RunAsync(
            new Arguments(rest, "before", "module", "kubeconfig", "namespace", "clusters", "runs")),
        ["fleet", .. string[] rest] => await FleetBenchmark.RunAsync(
            new Arguments(rest, "clusters", "latency", "runs", "large", "kubectl-clusters", "module")),
        ["logs", .. string[] rest] => await LogsBenchmark.RunAsync(new Arguments(rest, Setting.Names)),
        ["name", .. string[] rest] => await NameBenchmark.RunAsync(new Arguments(rest, Setting.Names)),
        ["activation", .. string[] rest] => await ActivationBenchmark.RunAsync(new Arguments(rest, [.. Setting.Names, "aws"])),
        ["grant", .. string[] rest] => await GrantBenchmark.RunAsync(new Arguments(rest, [.. Setting.Names, "arns"])),
        _ => throw new UsageException(args.Length == 0 ? "No command was specified." : $"Unknown command: {args[0]}"),
    };
}
catch (UsageException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}
catch (BenchmarkException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 3;
}
