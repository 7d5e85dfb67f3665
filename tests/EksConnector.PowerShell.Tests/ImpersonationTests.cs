using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>Granting, listing and revoking in a real PowerShell; each test has a cluster of its own, since it changes it.</summary>
public sealed class ImpersonationTests
{
    private const string Admin = "arn:aws:iam::111122223333:role/admin";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task WhatIf_only_reads_and_shows_each_object(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        PwshResult result = await RunAsync(pwsh, fake, $"""
            Grant-EksConnectorImpersonation -PrincipalArn {Admin} -Access ConsoleNamespace -AccessNamespace default -WhatIf
            $WhatIfPreference = $true
            '{Admin}' | Grant-EksConnectorImpersonation
            Revoke-EksConnectorImpersonation -PrincipalArn {Admin}
            """);
        result.Errors.ShouldBeEmpty();
        fake.Requests.All.ShouldNotBeEmpty();
        fake.Requests.All.ShouldAllBe(request => request.Method == "GET");
        result.Output.ShouldContain("What if: Context admin: let the EKS Connector in namespace eks-connector impersonate " + Admin);
        result.Output.ShouldContain("create ClusterRole/eksconnector-console: grants read access");
        result.Output.ShouldContain("create RoleBinding/default/eksconnector-read-");
        result.Output.ShouldContain("no changes are required");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task ARNs_bind_from_the_pipeline_by_value_and_by_name(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        string csv = Path.GetTempFileName();
        await File.WriteAllTextAsync(csv, "Context,PrincipalArn\nadmin,arn:aws:iam::111122223333:role/a\nfleet-0001,arn:aws:iam::111122223333:role/b\n");
        PwshResult result = await RunAsync(pwsh, fake, $$"""
            $PSDefaultParameterValues['Grant-EksConnectorImpersonation:WarningAction'] = 'SilentlyContinue'
            function Show { process { "$($_.Context) $($_.KubernetesUser.Split('/')[-1]) $($_.Changed) $($_.CanImpersonate)" } }
            Import-Csv '{{csv}}' | Grant-EksConnectorImpersonation -WarningAction SilentlyContinue | Sort-Object Context | Show
            [pscustomobject]@{ Arn = 'arn:aws:iam::111122223333:role/c' }, [pscustomobject]@{ RoleArn = 'arn:aws:iam::111122223333:role/d' } | Grant-EksConnectorImpersonation | Sort-Object KubernetesUser | Show
            'arn:aws:iam::111122223333:role/e', 'arn:aws:sts::111122223333:assumed-role/f/me' | Grant-EksConnectorImpersonation | Sort-Object KubernetesUser | Show
            "none: $(@(@() | Grant-EksConnectorImpersonation).Count)"
            Get-EksConnectorImpersonation | Where-Object Flags -Contains ReadsNothing | Revoke-EksConnectorImpersonation | Measure-Object | ForEach-Object { "revoked: $($_.Count)" }
            "left: $(@(Get-EksConnectorImpersonation).Count)"
            """);
        File.Delete(csv);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "admin a True True", "fleet-0001 b True True", "admin c True True", "admin d True True", "admin e True True", "admin f True True",
            "none: 0", "revoked: 6", "left: 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_runbook_is_never_prompted_and_errors_have_IDs(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        PwshResult result = await RunAsync(pwsh, fake, $$"""
            $PSDefaultParameterValues['Grant-EksConnectorImpersonation:WarningAction'] = 'SilentlyContinue'
            "asked: $((Grant-EksConnectorImpersonation -PrincipalArn {{Admin}}).Changed) $((Grant-EksConnectorImpersonation -PrincipalArn {{Admin}} -Confirm:$false).Changed)"
            $rows = '*', '{{Admin}}', "{{Admin}}`n" | Grant-EksConnectorImpersonation -Context admin, offline, nobody -ErrorVariable e -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            "rows: $(@($rows).Count) errors: $(($e | ForEach-Object { "$($_.FullyQualifiedErrorId.Split(',')[0])/$($_.CategoryInfo.Category)" } | Sort-Object) -join ' ')"
            try { Grant-EksConnectorImpersonation } catch { "none: $($_.Exception.ErrorId)" }
            try { Grant-EksConnectorImpersonation -PrincipalArn {{Admin}} -AccessNamespace default } catch { "fit: $($_.Exception.ErrorId)" }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "asked: True False",
            "rows: 1 errors: AccessDenied/PermissionDenied ConnectionRefused/ConnectionError InvalidPrincipalArn/InvalidArgument InvalidPrincipalArn/InvalidArgument",
            "none: InvalidParameter",
            "fit: InvalidParameter",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task It_fits_into_80_columns_and_into_csv(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        PwshResult result = await RunAsync(pwsh, fake, $$"""
            $grant = Grant-EksConnectorImpersonation -PrincipalArn {{Admin}} -Access ConsoleNamespace -AccessNamespace default, eks-connector
            $users = Get-EksConnectorImpersonation
            $text = ($grant | Out-String -Width 80) + ($grant | Format-List | Out-String -Width 80) + ($users | Out-String -Width 80) + ($users | Format-List | Out-String -Width 80)
            "wide: $(($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum -le 80) cut: $($text.Contains([char]0x2026))"
            $row = $grant | ConvertTo-Csv | ConvertFrom-Csv
            "grant: $($row.Changed) $($row.CanImpersonate) $($row.Access) $($row.AccessNamespaces)"
            $row = $users | ConvertTo-Csv | ConvertFrom-Csv
            "user: $($row.PrincipalArn) $($row.Access) '$($row.Flags)' $($row.Reads) $($row.GrantOwners)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "wide: True cut: False",
            "grant: True True ConsoleNamespace default, eks-connector",
            $"user: {Admin} ConsoleNamespace '' nodes, namespaces EksConnector",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Completes_the_principals_of_the_cluster(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        PwshResult result = await RunAsync(pwsh, fake, $$"""
            $PSDefaultParameterValues['Grant-EksConnectorImpersonation:WarningAction'] = 'SilentlyContinue'
            function Get-Offered([string]$line) { ((TabExpansion2 $line).CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' }).CompletionText) -join ' ' }
            [void](Grant-EksConnectorImpersonation -PrincipalArn {{Admin}}); [void](Get-EksConnectorImpersonation); [void](Get-Offered 'Revoke-EksConnectorImpersonation -PrincipalArn a')

            # On a machine that is busy a Tab can come too late for its 300 ms, and says nothing then.
            for ($tab = 0; $tab -lt 20 -and -not ($offered = Get-Offered 'Revoke-EksConnectorImpersonation -PrincipalArn a'); $tab++) { }
            "principals: $offered"
            "access: $(Get-Offered 'Grant-EksConnectorImpersonation -Access ')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe([$"principals: {Admin}", "access: ConsoleAllNamespaces ConsoleNamespace None"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Five_processes_can_grant_concurrently(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        PwshResult[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(process => RunAsync(pwsh, fake, $$"""
            (0..9 | ForEach-Object { "arn:aws:iam::111122223333:role/p{{process}}-$_" } | Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces | Where-Object { $_.CanImpersonate -and $_.CanRead }).Count
            """)));
        results.ShouldAllBe(result => result.Errors.Length == 0 && result.Lines.Single() == "10");
        fake.Store.List("clusterroles").Count.ShouldBe(51);
        fake.Store.List("clusterrolebindings").Count.ShouldBe(100);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_current_caller_is_the_STS_identity(string pwsh)
    {
        await using FakeKubernetes fake = await StartAsync();
        await using FakeAws aws = await FakeAws.StartAsync();
        aws.AddKey("AKIACALLER", "caller-secret", principalArn: $"arn:aws:sts::{FakeAws.Account}:assumed-role/admin/jane");
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            $PSDefaultParameterValues['Grant-EksConnectorImpersonation:WarningAction'] = 'SilentlyContinue'
            $key = [pscredential]::new('AKIACALLER', (ConvertTo-SecureString caller-secret -AsPlainText -Force))
            $row = Grant-EksConnectorImpersonation -CurrentCaller -AwsCredential $key -Region eu-central-1
            "$($row.PrincipalArn) $($row.KubernetesUser) $($row.CanImpersonate)"
            """,
            new Dictionary<string, string?> { ["KUBECONFIG"] = fake.KubeConfigPath, ["AWS_ENDPOINT_URL_STS"] = aws.StsEndpoint });
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe([$"arn:aws:sts::{FakeAws.Account}:assumed-role/admin/jane {Admin} True"]);
    }

    private static async Task<FakeKubernetes> StartAsync()
    {
        FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1 });
        await fake.EnterAsync("healthy");
        return fake;
    }

    private static Task<PwshResult> RunAsync(string pwsh, FakeKubernetes fake, string script) =>
        PwshRun.OfAsync(pwsh, script, new Dictionary<string, string?> { ["KUBECONFIG"] = fake.KubeConfigPath });
}
