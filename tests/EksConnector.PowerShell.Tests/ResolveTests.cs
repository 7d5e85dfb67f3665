namespace EksConnector.PowerShell.Tests;

/// <summary>Texts of errors in a real PowerShell: where they come from, and what comes out.</summary>
public sealed class ResolveTests
{
    private const string Denied = """
        $denied = 'users "arn:aws:iam::111122223333:role/admin" is forbidden: User "system:serviceaccount:eks-connector:eks-connector" cannot impersonate resource "users" in API group "" at the cluster scope'
        $refused = "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: RequestError: send request failed`ncaused by: Post `"https://ssm.us-west-2.amazonaws.com/`": dial tcp: lookup ssm.us-west-2.amazonaws.com: no such host"

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task An_error_text_can_come_from_anywhere(string pwsh)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        PwshResult result = await PwshRun.OfAsync(pwsh, Denied + $$"""
            Set-Location '{{folder}}'
            Set-Content -LiteralPath 'init[1].log' $refused
            "argument: $((Resolve-EksConnectorError $denied).PrincipalArn)"
            "pipeline: $(($denied | Resolve-EksConnectorError).Code)"
            "broken: $((($denied -replace '(.{50})', "`$1`n") -split "`n" | Resolve-EksConnectorError).PrincipalArn)"
            "lines: $((Get-Content -LiteralPath 'init[1].log' | Resolve-EksConnectorError).Code)"
            "files: $((Get-ChildItem | Resolve-EksConnectorError).Code)"
            "path: $((Resolve-EksConnectorError -Path 'init[1].log').Code)"
            try { throw $denied } catch { "caught: $(($_ | Resolve-EksConnectorError).Code)" }
            "last: $(($Error[0] | Resolve-EksConnectorError).Code)"
            "entry: $(([pscustomobject]@{ Message = 'cut off'; Raw = $denied } | Resolve-EksConnectorError).Code)"
            "together: $(($denied, $refused | Resolve-EksConnectorError).Code -join ' ')"
            "empty: $(@(@() | Resolve-EksConnectorError).Count)"
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseInput((Resolve-EksConnectorError $denied).FixCommandPowerShell, [ref]$null, [ref]$errors)
            "command: $($errors.Count)"
            """);
        Directory.Delete(folder, recursive: true);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "argument: arn:aws:iam::111122223333:role/admin",
            "pipeline: ImpersonationMissing",
            "broken: arn:aws:iam::111122223333:role/admin",
            "lines: SsmDnsFailed",
            "files: SsmDnsFailed",
            "path: SsmDnsFailed",
            "caught: ImpersonationMissing",
            "last: ImpersonationMissing",
            "entry: ImpersonationMissing",
            "together: SsmDnsFailed ImpersonationMissing",
            "empty: 0",
            "command: 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Reports_text_that_cannot_be_resolved(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            "findings: $(@(Resolve-EksConnectorError 'Hello' -WarningVariable warned -WarningAction SilentlyContinue).Count) $($warned -like 'No known EKS Connector error*')"
            function Show($errors) { ($errors.ForEach{ "$($_.Exception.ErrorId)/$($_.CategoryInfo.Category)/$($_.ErrorDetails.RecommendedAction.Length -gt 0)" }) -join ' ' }
            Resolve-EksConnectorError -Path nowhere.txt -ErrorVariable failed -ErrorAction SilentlyContinue
            "missing: $(Show $failed) $($failed.TargetObject)"
            Resolve-EksConnectorError -Path ([IO.Path]::GetTempPath()) -ErrorVariable failed -ErrorAction SilentlyContinue
            "folder: $(Show $failed)"
            if ($IsWindows) { 'device: TextNotReadable/InvalidData/True' }
            else {
              Resolve-EksConnectorError -Path /dev/zero -ErrorVariable failed -ErrorAction SilentlyContinue
              "device: $(Show $failed)"
            }
            Resolve-EksConnectorError ' ' -ErrorVariable failed -ErrorAction SilentlyContinue
            "empty: $(Show $failed)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.Select(line => line.TrimEnd()).ShouldBe(
        [
            "findings: 0 No known EKS Connector error was found in the text. Pass more of it: the whole message, or the log (Get-EksConnectorLog -Level Warning | Resolve-EksConnectorError). To diagnose the cluster itself, run Test-EksConnector.",
            "missing: TextNotReadable/ObjectNotFound/True nowhere.txt",
            "folder: TextNotReadable/InvalidData/True",
            "device: TextNotReadable/InvalidData/True",
            "empty: InvalidParameter/InvalidArgument/True",
        ]);
    }
}
