using System.Text.Json;
using CsCheck;
using EksConnector.Tests.Commands;

namespace EksConnector.PowerShell.Tests;

/// <summary>The parser of PowerShell finds only the intended calls in every command.</summary>
public sealed class CommandTests
{
    // Anything other than a call with words or a text that is piped into one is reported as wrong.
    private const string Script = """
        function Read-Element($element) {
          switch ($element.GetType().Name) {
            'StringConstantExpressionAst' { $element.Value }
            'CommandParameterAst' { "parameter $($element.Extent.Text)" }
            'ExpandableStringExpressionAst' {
              $wrong = $element.NestedExpressions | Where-Object { $_ -isnot [System.Management.Automation.Language.VariableExpressionAst] -or $_.VariablePath.UserPath -notin 'env:EKS_ACTIVATION_CODE', 'env:EKS_ACTIVATION_ID' }
              if ($wrong) { "wrong $element" } else { "expandable $($element.Value -replace '\$\{([^}]+)\}', '$$$1')" }
            }
            default { "wrong $_ $element" }
          }
        }
        function Read-Statement($statement) {
          if ($statement -isnot [System.Management.Automation.Language.PipelineAst] -or $statement.Background) { return "wrong $statement" }
          foreach ($part in $statement.PipelineElements) {
            if ($part.Redirections.Count -or $part.InvocationOperator -in 'Dot', 'Ampersand') { "wrong $part" }
            elseif ($part -is [System.Management.Automation.Language.CommandAst]) { @(foreach ($element in $part.CommandElements) { Read-Element $element }) -join [char]1 }
            else { 'input' + [char]1 + (Read-Element $part.Expression) }
          }
        }
        $read = foreach ($item in (Get-Content -Raw -LiteralPath $env:COMMANDS | ConvertFrom-Json -NoEnumerate)) {
          $text, $needsShape = $item
          $errors = $null
          $tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
          $shape = if ($needsShape) { @(foreach ($node in $tree.FindAll({ $true }, $true)) { $node.GetType().Name }) -join ' ' } else { '' }
          $calls = if ($errors) { "wrong $errors" } else { foreach ($statement in $tree.EndBlock.Statements) { Read-Statement $statement } }
          , (@($shape) + @($calls))
        }
        ConvertTo-Json -InputObject @($read) -Depth 3 -Compress | Set-Content -LiteralPath $env:CALLS -NoNewline
        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task PowerShell_reads_the_intended_arguments_for_every_value(string pwsh)
    {
        Skip.If(pwsh.Length == 0, "There is no pwsh on the PATH.");
        await HostileValues.Any.Array[60].SampleAsync(
            async random =>
            {
                (string Value, FixCommand Fix)[] cases =
                [
                    .. HostileValues.Known.Concat(random).SelectMany(value => HostileFixes.With(value).Select(fix => (value, fix))).DistinctBy(item => item.fix.PowerShell),
                ];
                FixCommand[] harmless = [.. ((string[])["harmless", "harm less", "-x", "us-west-2"]).SelectMany(HostileFixes.With)];
                string[][] read = await ReadAsync(pwsh, [.. harmless.Concat(cases.Select(item => item.Fix))]);
                HashSet<string> shapes = [.. read.Take(harmless.Length).Select(item => item[0])];
                for (int i = 0; i < cases.Length; i++)
                {
                    (string value, FixCommand fix) = cases[i];
                    string[] item = read[harmless.Length + i];
                    string message = $"{value}\n{fix.PowerShell}";
                    if (Calls.InPowerShell(fix) is { } calls)
                    {
                        item[1..].ShouldBe(calls, message);
                    }
                    else
                    {
                        item[1].ShouldNotStartWith("wrong Missing", Case.Sensitive, message);
                        shapes.ShouldContain(item[0], message);
                    }
                }
            },
            iter: 1,
            threads: 1);
    }

    // Returns the types of the nodes, if the command contains more than pipelines, and its calls.
    private static async Task<string[][]> ReadAsync(string pwsh, FixCommand[] fixes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string commands = Path.Combine(folder.FullName, "commands.json");
            string calls = Path.Combine(folder.FullName, "calls.json");
            await File.WriteAllTextAsync(commands, JsonSerializer.Serialize(fixes.Select(fix => new object[] { fix.PowerShell, Calls.InPowerShell(fix) is null })));
            PwshResult result = await PwshRun.OfAsync(
                pwsh, Script, new Dictionary<string, string?> { ["COMMANDS"] = commands, ["CALLS"] = calls }, import: false);
            result.Errors.ShouldBeEmpty();
            return JsonSerializer.Deserialize<string[][]>(await File.ReadAllTextAsync(calls))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
