namespace EksConnector.PowerShell.Tests;

/// <summary>The exit code for each way of running PowerShell, as documented in the README.</summary>
public sealed class ExitCodeTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Check = "Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn Error -Quiet";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Files_and_commands_exit_with_1_and_statements_from_standard_input_continue(string pwsh)
    {
        string import = $"Import-Module '{PwshRun.Module}'";
        string script = $"{import}\n{Check}\n'went on'\n";
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script);
        string encoded = Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(script));
        (string Name, string[] Arguments, string? Input, int Code, bool IsContinued)[] forms =
        [
            ("file", ["-File", file], null, 1, false),
            ("file without its parameter", [file], null, 1, false),
            ("command", ["-Command", $"{import}; {Check}; 'went on'"], null, 1, false),
            ("command that calls a file", ["-Command", $"& '{file}'; 'went on'"], null, 1, false),
            ("encoded command", ["-EncodedCommand", encoded], null, 1, false),
            ("standard input", ["-Command", "-"], script, 0, true),
            ("standard input, the check last", ["-Command", "-"], $"{import}\n{Check}\n", 1, false),
            ("standard input with try and exit", ["-Command", "-"], $"{import}\ntry {{ {Check} }} catch {{ exit 1 }}\n'went on'\n", 1, false),
            ("standard input with Stop does not help", ["-Command", "-"], $"$ErrorActionPreference = 'Stop'\n{script}", 0, true),
        ];
        foreach ((string name, string[] arguments, string? input, int code, bool isContinued) in forms)
        {
            PwshResult run = await PwshRun.OfFileAsync(pwsh, arguments, fixture.Environment, input);
            run.ExitCode.ShouldBe(code, name + run.Errors);
            run.Output.Contains("went on", StringComparison.Ordinal).ShouldBe(isContinued, name);
        }

        File.Delete(file);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task FailOn_emits_the_result_and_ends_the_script_however_it_is_run(string pwsh)
    {
        string import = $"Import-Module '{PwshRun.Module}'";
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string script = Path.Combine(folder.FullName, "check.ps1");
        string caller = Path.Combine(folder.FullName, "caller.ps1");
        await File.WriteAllTextAsync(script, $"{import}\n{Check}; 'went on'\n");
        await File.WriteAllTextAsync(caller, $"& '{script}'\n'went on'\n");
        foreach (string[] arguments in new[] { new[] { "-File", script }, ["-File", caller], ["-Command", $"& '{script}'"], ["-Command", $"{import}; {Check}; 'went on'"] })
        {
            PwshResult run = await PwshRun.OfFileAsync(pwsh, arguments, fixture.Environment);
            run.ExitCode.ShouldBe(1, string.Join(' ', arguments));
            run.Lines.ShouldBe(["False"], string.Join(' ', arguments));
        }

        PwshResult healthy = await PwshRun.OfFileAsync(
            pwsh, ["-Command", $"{import}; Test-EksConnector admin -Namespace complete -FailOn Error -Quiet"], fixture.Environment);
        healthy.Errors.ShouldBeEmpty();
        healthy.Lines.ShouldBe(["True"]);
        healthy.ExitCode.ShouldBe(0);
        folder.Delete(recursive: true);
    }
}
