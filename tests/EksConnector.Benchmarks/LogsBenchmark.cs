namespace EksConnector.Benchmarks;

/// <summary>Logs of a connector: the module beside kubectl on one cluster, and the memory that it needs.</summary>
internal static class LogsBenchmark
{
    private const double SaveBound = 1.15;
    private const double SaveWish = 1.0;
    private const double EntriesBound = 1.4;
    private const double FewBound = 1.15;
    private const double TailBound = 1.5;
    private const double FirstBound = 0.5;
    private const double AllBound = 0.3;
    private const double MegabytesBound = 60;
    private const double Megabyte = 1024 * 1024;

    // The agent goes on logging while it is measured, one line in ten seconds.
    private const int MoreLines = 100_000;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var setting = new Setting(arguments);
        Load.Print("begin");
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

            await RememberAsync(setting, bounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return bounds.Finish();
    }

    private static string[] Cat(Setting setting) =>
        ["exec", LargeLog.OneFilePod, "--container", LargeLog.Container, "-n", setting.LargeNamespace, "--", "cat", LargeLog.Path];

    private static string Log(Setting setting, string pod = LargeLog.OneFilePod) =>
        $"Get-EksConnectorLog -Namespace {setting.LargeNamespace} -Pod {pod} -Container {LargeLog.Container}";

    private static void AddSaving(Race race, Setting setting, string folder)
    {
        string mine = Path.Combine(folder, "module");
        string theirs = Path.Combine(folder, "kubectl.log");
        double least = (double)setting.Lines * LargeLog.LineLength * 0.99;
        race.Add("`kubectl exec … cat > file`", async () =>
        {
            // A file that is there would have to be cut to nothing first, which takes its time.
            File.Delete(theirs);
            return (await setting.Kubectl.ShellAsync("exec kubectl \"$@\" > \"$0\"", theirs, Cat(setting))).Taken;
        }).Beside(new Entrant
        {
            What = "save a file",
            Pipeline = $"{Log(setting)} -DestinationPath '{mine}'",
            Shown = $"{Log(setting)} -DestinationPath …",
            Before = $"if (Test-Path '{mine}') {{ Remove-Item -Recurse '{mine}' }}; {setting.Warm}",
            Check = $"({Log(setting)} -DestinationPath '{mine}').Length",
            Least = least,
            Most = double.MaxValue,
            Bound = SaveBound,
            Wish = SaveWish,
        });
    }

    private static void AddEntries(Race race, Setting setting) =>
        race.Add("`kubectl exec … cat > /dev/null`", async () =>
            (await setting.Kubectl.ShellAsync("exec kubectl \"$@\" > /dev/null", "sh", Cat(setting))).Taken)
        .Beside(new Entrant
        {
            What = "all entries",
            Pipeline = Log(setting),
            Before = setting.Warm,
            Check = $"({Log(setting)} | Measure-Object).Count",
            Least = setting.Lines,
            Most = setting.Lines + MoreLines,
            Bound = EntriesBound,
        })
        .Beside(new Entrant
        {
            What = "all lines",
            Pipeline = $"{Log(setting)} -Raw",
            Before = setting.Warm,
            Check = $"({Log(setting)} -Raw | Measure-Object).Count",
            Least = setting.Lines,
            Most = setting.Lines + MoreLines,
        });

    private static void AddFew(Race race, Setting setting, string parameter, string text, int hits) =>
        race.Add($"`kubectl exec … cat \\| grep '{text}'`", async () =>
        {
            // Into a pipe: grep reads no further than the first hit when its output is /dev/null.
            (Measurement taken, string output) = await setting.Kubectl.ShellAsync("kubectl \"$@\" | grep -e \"$0\"", text, Cat(setting));
            return output.AsSpan().Count('\n') == hits
                ? taken
                : throw new BenchmarkException($"grep found '{text}' {output.AsSpan().Count('\n')} times, and not {hits}.");
        }).Beside(new Entrant
        {
            What = parameter,
            Pipeline = $"{Log(setting)} {parameter}",
            Before = setting.Warm,
            Check = $"@({Log(setting)} {parameter}).Count",
            Least = hits,
            Most = hits,
            Bound = FewBound,
        });

    private static void AddTail(Race race, Setting setting) =>
        race.Add("`kubectl exec … tail -n 1`", () => setting.Kubectl.RunAsync(
            "exec", LargeLog.OneFilePod, "--container", LargeLog.Container, "-n", setting.LargeNamespace, "--", "tail", "-n", "1", LargeLog.Path))
        .Beside(new Entrant
        {
            What = "-Tail 100",
            Pipeline = $"{Log(setting)} -Tail 100",
            Before = setting.Warm,
            Check = $"@({Log(setting)} -Tail 100).Count",
            Least = 100,
            Most = 100,
            Bound = TailBound,
        });

    private static void AddFirst(Race race, Setting setting)
    {
        const string end = "Select-Object -First 1";
        string proxy = $"Get-EksConnectorLog -Namespace {setting.Namespace} -Pod eks-connector-0 -Container connector-proxy";
        race.Add("`kubectl logs … connector-proxy`, its first line", () => setting.Kubectl.RunToFirstLineAsync(
            "logs", "eks-connector-0", "--container", "connector-proxy", "-n", setting.Namespace))
        .Beside(First("first entry of the log API", proxy));
        race.Add("`kubectl exec … cat`, its first line", () => setting.Kubectl.RunToFirstLineAsync(Cat(setting)))
        .Beside(First("first entry of a file", Log(setting)));

        Entrant First(string what, string pipeline) => new()
        {
            What = what,
            Pipeline = pipeline,
            End = $"{end} | Out-Null",
            Before = setting.Warm,
            Check = $"@({pipeline} | {end}).Count",
            Least = 1,
            Most = 1,
            Bound = FirstBound,
        };
    }

    private static void AddAll(Race race, Setting setting)
    {
        string all = $"Get-EksConnectorLog -Namespace {setting.Namespace}";
        race.Add("the six `kubectl` of all logs", async () => (await setting.Kubectl.ShellAsync(
            """
            set -e
            kubectl logs eks-connector-0 --container connector-init -n "$0"
            kubectl logs eks-connector-1 --container connector-init -n "$0"
            kubectl logs eks-connector-0 --container connector-proxy -n "$0"
            kubectl logs eks-connector-1 --container connector-proxy -n "$0"
            kubectl exec eks-connector-0 --container connector-agent -n "$0" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log
            kubectl exec eks-connector-1 --container connector-agent -n "$0" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log
            """,
            setting.Namespace)).Taken)
        .Beside(new Entrant
        {
            What = "all logs of both pods",
            Pipeline = all,
            Before = setting.Warm,
            Check = $"@({all} | Group-Object Pod, Container).Count",
            Least = 6,
            Most = 6,
            Bound = AllBound,
        });
    }

    private static async Task RememberAsync(Setting setting, Bounds bounds)
    {
        string log = Log(setting, LargeLog.SixFilesPod);
        int lines = LargeLog.LinesOfSix(setting.Lines);
        (string What, string Expression, int Least, int Most)[] cases =
        [
            ("entries", $"({log} | Measure-Object).Count", LargeLog.Files * lines, (LargeLog.Files * lines) + MoreLines),
            ("-Tail 10", $"@({log} -Tail 10).Count", 10, 10),
            ($"-Pattern {LargeLog.Needle}", $"@({log} -Pattern {LargeLog.Needle}).Count", LargeLog.Files * LargeLog.Needles(lines), LargeLog.Files * LargeLog.Needles(lines)),
        ];
        var table = new Table("what", "working set before, MB", "peak, MB", "more, MB");
        foreach ((string path, string version) in await PowerShells.FindAsync())
        {
            foreach ((string what, string expression, int least, int most) in cases)
            {
                // Each in a session of its own, because a process's peak never falls.
                using PwshSession session = await PwshSession.StartAsync(path, setting.Module, setting.Environment);
                await session.RunAsync(setting.Warm);
                double before = (await session.RunAsync("$null = [GC]::GetTotalMemory($true); (Get-Process -Id $PID).WorkingSet64"))[0];
                double[] count = await session.RunAsync(expression);
                if (count is not [var number] || number < least || number > most)
                {
                    throw new BenchmarkException($"{expression}\ngave {string.Join(' ', count)}, which is not between {least} and {most}.");
                }

                double peak = (await session.RunAsync("(Get-Process -Id $PID).PeakWorkingSet64"))[0];
                table.Add($"{version}: {what}", Table.Megabytes(before), Table.Megabytes(peak), Table.Megabytes(peak - before));
                bounds.Check($"{version}: {what}, MB of peak working set above the idle process", (peak - before) / Megabyte, MegabytesBound);
            }
        }

        table.Print($"Memory of the pwsh process, {LargeLog.Files} files of {lines} lines");
    }
}
