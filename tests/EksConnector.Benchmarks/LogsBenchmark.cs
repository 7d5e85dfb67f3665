namespace EksConnector.Benchmarks;

/// <summary>Compares reading the logs of a connector with kubectl on one cluster, and measures the memory.</summary>
internal static class LogsBenchmark
{
    private const double SaveBound = 1.0;
    private const double EntriesBound = 1.25;
    private const double EntriesTarget = 1.0;
    private const double FewBound = 1.0;
    private const double TailBound = 1.5;
    private const double FirstBound = 0.5;
    private const double AllBound = 0.3;
    private const double MegabytesBound = 60;
    private const double Megabyte = 1024 * 1024;

    // The agent continues to log during the benchmark, one line every ten seconds.
    private const int MaxAdditionalLines = 100_000;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var setting = new Setting(arguments);
        Load.Print("start");
        await LargeLog.PrepareAsync(setting.Kubectl, setting.LargeNamespace, setting.Lines);
        string folder = Directory.CreateTempSubdirectory("eks-connector-benchmark-").FullName;
        var bounds = new Bounds();
        try
        {
            using (Race race = await Race.StartAsync(setting.Module, setting.Environment))
            {
                AddSaving(race, setting, folder);
                AddEntries(race, setting);
                AddFew(race, setting, $"-Pattern {LargeLog.Needle}", LargeLog.Needle, LargeLog.Needles(setting.Lines));
                AddFew(race, setting, "-Level Error", " ERROR ", LargeLog.Errors(setting.Lines));
                AddTail(race, setting);
                AddFirst(race, setting);
                AddAll(race, setting);
                await race.RunAsync(setting.Runs);
                Load.Print("end");
                race.Report($"Logs, a file of {setting.Lines} lines of {LargeLog.LineLength} bytes, medians of {setting.Runs} interleaved runs", bounds);
            }

            await MeasureMemoryAsync(setting, bounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return bounds.PrintAndGetExitCode();
    }

    private static string[] Cat(Setting setting) =>
        ["exec", LargeLog.OneFilePod, "--container", LargeLog.Container, "-n", setting.LargeNamespace, "--", "cat", LargeLog.Path];

    private static string Log(Setting setting, string pod = LargeLog.OneFilePod) =>
        $"Get-EksConnectorLog -Namespace {setting.LargeNamespace} -Pod {pod} -Container {LargeLog.Container}";

    private static void AddSaving(Race race, Setting setting, string folder)
    {
        string moduleFolder = Path.Combine(folder, "module");
        string kubectlFile = Path.Combine(folder, "kubectl.log");
        double minimum = (double)setting.Lines * LargeLog.LineLength * 0.99;
        race.Add("`kubectl exec … cat > file`", async () =>
        {
            // Truncating an existing file would add time.
            File.Delete(kubectlFile);
            return (await setting.Kubectl.ShellAsync("exec kubectl \"$@\" > \"$0\"", kubectlFile, Cat(setting))).Measurement;
        }).CompareWith(new Entrant
        {
            Name = "save a file",
            Pipeline = $"{Log(setting)} -DestinationPath '{moduleFolder}'",
            DisplayedPipeline = $"{Log(setting)} -DestinationPath …",
            Setup = $"if (Test-Path '{moduleFolder}') {{ Remove-Item -Recurse '{moduleFolder}' }}; {setting.Warm}",
            Check = $"({Log(setting)} -DestinationPath '{moduleFolder}').Length",
            Minimum = minimum,
            Maximum = double.MaxValue,
            Bound = SaveBound,
        });
    }

    private static void AddEntries(Race race, Setting setting) =>
        race.Add("`kubectl exec … cat > /dev/null`", async () =>
            (await setting.Kubectl.ShellAsync("exec kubectl \"$@\" > /dev/null", "sh", Cat(setting))).Measurement)
        .CompareWith(new Entrant
        {
            Name = "all entries",
            Pipeline = Log(setting),
            Setup = setting.Warm,
            Check = $"({Log(setting)} | Measure-Object).Count",
            Minimum = setting.Lines,
            Maximum = setting.Lines + MaxAdditionalLines,
            Bound = EntriesBound,
            Target = EntriesTarget,
        })
        .CompareWith(new Entrant
        {
            Name = "all lines",
            Pipeline = $"{Log(setting)} -Raw",
            Setup = setting.Warm,
            Check = $"({Log(setting)} -Raw | Measure-Object).Count",
            Minimum = setting.Lines,
            Maximum = setting.Lines + MaxAdditionalLines,
        });

    private static void AddFew(Race race, Setting setting, string parameter, string text, int hits) =>
        race.Add($"`kubectl exec … cat \\| grep '{text}'`", async () =>
        {
            // The output goes to a pipe, because with /dev/null grep stops at the first match.
            (Measurement taken, string output) = await setting.Kubectl.ShellAsync("kubectl \"$@\" | grep -e \"$0\"", text, Cat(setting));
            return output.AsSpan().Count('\n') == hits
                ? taken
                : throw new BenchmarkException($"grep found '{text}' {output.AsSpan().Count('\n')} times instead of {hits}.");
        }).CompareWith(new Entrant
        {
            Name = parameter,
            Pipeline = $"{Log(setting)} {parameter}",
            Setup = setting.Warm,
            Check = $"@({Log(setting)} {parameter}).Count",
            Minimum = hits,
            Maximum = hits,
            Bound = FewBound,
        });

    private static void AddTail(Race race, Setting setting) =>
        race.Add("`kubectl exec … tail -n 1`", () => setting.Kubectl.RunAsync(
            "exec", LargeLog.OneFilePod, "--container", LargeLog.Container, "-n", setting.LargeNamespace, "--", "tail", "-n", "1", LargeLog.Path))
        .CompareWith(new Entrant
        {
            Name = "-Tail 100",
            Pipeline = $"{Log(setting)} -Tail 100",
            Setup = setting.Warm,
            Check = $"@({Log(setting)} -Tail 100).Count",
            Minimum = 100,
            Maximum = 100,
            Bound = TailBound,
        });

    private static void AddFirst(Race race, Setting setting)
    {
        const string end = "Select-Object -First 1";
        string proxy = $"Get-EksConnectorLog -Namespace {setting.Namespace} -Pod eks-connector-0 -Container connector-proxy";
        race.Add("`kubectl logs … connector-proxy`, its first line", () => setting.Kubectl.RunToFirstLineAsync(
            "logs", "eks-connector-0", "--container", "connector-proxy", "-n", setting.Namespace))
        .CompareWith(First("first entry of the log API", proxy));
        race.Add("`kubectl exec … cat`, its first line", () => setting.Kubectl.RunToFirstLineAsync(Cat(setting)))
        .CompareWith(First("first entry of a file", Log(setting)));

        Entrant First(string what, string pipeline) => new()
        {
            Name = what,
            Pipeline = pipeline,
            Sink = $"{end} | Out-Null",
            Setup = setting.Warm,
            Check = $"@({pipeline} | {end}).Count",
            Minimum = 1,
            Maximum = 1,
            Bound = FirstBound,
        };
    }

    private static void AddAll(Race race, Setting setting)
    {
        string all = $"Get-EksConnectorLog -Namespace {setting.Namespace}";
        race.Add("six `kubectl` commands for all logs", async () => (await setting.Kubectl.ShellAsync(
            """
            set -e
            kubectl logs eks-connector-0 --container connector-init -n "$0"
            kubectl logs eks-connector-1 --container connector-init -n "$0"
            kubectl logs eks-connector-0 --container connector-proxy -n "$0"
            kubectl logs eks-connector-1 --container connector-proxy -n "$0"
            kubectl exec eks-connector-0 --container connector-agent -n "$0" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log
            kubectl exec eks-connector-1 --container connector-agent -n "$0" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log
            """,
            setting.Namespace)).Measurement)
        .CompareWith(new Entrant
        {
            Name = "all logs of both Pods",
            Pipeline = all,
            Setup = setting.Warm,
            Check = $"@({all} | Group-Object Pod, Container).Count",
            Minimum = 6,
            Maximum = 6,
            Bound = AllBound,
        });
    }

    private static async Task MeasureMemoryAsync(Setting setting, Bounds bounds)
    {
        string log = Log(setting, LargeLog.SixFilesPod);
        int lines = LargeLog.LinesOfSix(setting.Lines);
        (string Name, string Expression, int Minimum, int Maximum)[] cases =
        [
            ("entries", $"({log} | Measure-Object).Count", LargeLog.Files * lines, (LargeLog.Files * lines) + MaxAdditionalLines),
            ("-Tail 10", $"@({log} -Tail 10).Count", 10, 10),
            ($"-Pattern {LargeLog.Needle}", $"@({log} -Pattern {LargeLog.Needle}).Count", LargeLog.Files * LargeLog.Needles(lines), LargeLog.Files * LargeLog.Needles(lines)),
        ];
        var table = new Table("operation", "working set before, MB", "peak, MB", "difference, MB");
        foreach ((string path, string version) in await PowerShells.FindAsync())
        {
            foreach ((string what, string expression, int minimum, int maximum) in cases)
            {
                // Each case runs in a separate session, because the peak of a process never decreases.
                using PwshSession session = await PwshSession.StartAsync(path, setting.Module, setting.Environment);
                await session.RunAsync(setting.Warm);
                double before = (await session.RunAsync("$null = [GC]::GetTotalMemory($true); (Get-Process -Id $PID).WorkingSet64"))[0];
                double[] count = await session.RunAsync(expression);
                if (count is not [var number] || number < minimum || number > maximum)
                {
                    throw new BenchmarkException($"{expression}\nreturned {string.Join(' ', count)}, which is not between {minimum} and {maximum}.");
                }

                double peak = (await session.RunAsync("(Get-Process -Id $PID).PeakWorkingSet64"))[0];
                table.Add($"{version}: {what}", Table.Megabytes(before), Table.Megabytes(peak), Table.Megabytes(peak - before));
                bounds.Check($"{version}: {what}, MB of peak working set above the idle process", (peak - before) / Megabyte, MegabytesBound);
            }
        }

        table.Print($"Memory of the pwsh process, {LargeLog.Files} files of {lines} lines");
    }
}
