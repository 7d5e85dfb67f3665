using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>The manifest and the import of the module, and its isolation from other modules in the process.</summary>
public sealed class ModuleTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Importing_loads_no_adapter_and_sends_no_request(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            "contexts: $([Runtime.Loader.AssemblyLoadContext]::All.Name -contains 'EksConnector')"
            "adapters: $([AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -match '^(EksConnector\.(Kubernetes|Aws)|YamlDotNet|AWSSDK.*|KubernetesClient|Fractions)$' }).Count)"
            "type: $([EksConnector.PodStatus].FullName)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["contexts: False", "adapters: 0", "type: EksConnector.PodStatus"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_module_can_be_imported_repeatedly(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $"""
            (Get-EksConnectorStatus admin -Namespace healthy).Count
            Import-Module '{PwshRun.Module}' -Force
            (Get-EksConnectorStatus admin -Namespace healthy).Count
            Remove-Module EksConnector
            Import-Module '{PwshRun.Module}'
            (Get-EksConnectorStatus admin -Namespace healthy).Count
            """,
            fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["2", "2", "2"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_module_works_with_other_versions_of_its_libraries_in_the_session(string pwsh)
    {
        await using FakeAws aws = await FakeAws.StartAsync();
        aws.AddKey("AKIABASE", "base-secret");
        await aws.EnterAsync("healthy");
        string profiles = Path.GetTempFileName();
        await File.WriteAllTextAsync(profiles, """
            [profile base]
            aws_access_key_id = AKIABASE
            aws_secret_access_key = base-secret
            [profile reader]
            region = us-west-2
            role_arn = arn:aws:iam::111122223333:role/reader
            source_profile = base
            """);
        var environment = new Dictionary<string, string?>(fixture.Environment)
        {
            ["AWS_CONFIG_FILE"] = profiles,
            ["AWS_ENDPOINT_URL"] = aws.Endpoint,
            ["AWS_PROFILE"] = null,
        };
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        foreach (string name in new[] { "YamlDotNet", "KubernetesClient", "Fractions", "AWSSDK.Core", "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC", "AWSSDK.EKS", "AWSSDK.SimpleSystemsManagement" })
        {
            DummyAssembly.Write(folder.FullName, name, new Version(1, 2, 3, 4));
        }

        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            Get-ChildItem '{{folder.FullName}}' | ForEach-Object { [void][Reflection.Assembly]::LoadFrom($_.FullName) }
            Import-Module '{{PwshRun.Module}}' -ErrorAction Stop
            "pods: $((Get-EksConnectorStatus admin -Namespace healthy).Count)"
            $create = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetType('EksConnector.Loading.DependencyLoadContext') }).Where({ $_ })[0].GetMethod('Create')
            $gateway = $create.MakeGenericMethod([EksConnector.Core.Aws.IAwsGateway]).Invoke($null, @('EksConnector.Aws', 'EksConnector.Aws.AwsGateway'))
            $log = [EksConnector.Core.Operations.OperationWriter[int]].GetConstructor([Reflection.BindingFlags]'Instance, NonPublic', @([bool])).Invoke(@($false))
            $session = $gateway.ConnectAsync([EksConnector.Core.Aws.AwsConnectionSource]@{ ProfileName = 'reader' }, $log, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
            "cluster: $($session.Eks.DescribeClusterAsync('my-cluster', [Threading.CancellationToken]::None).GetAwaiter().GetResult().Name)"
            "activation: $($session.Ssm.FindActivationAsync('6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4', [Threading.CancellationToken]::None).GetAwaiter().GetResult().RegistrationsCount)"
            "instances: $($session.Ssm.FindInstancesAsync('6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4', [Threading.CancellationToken]::None).GetAwaiter().GetResult().PingStatus)"
            "caller: $($session.Sts.GetCallerIdentityAsync([Threading.CancellationToken]::None).GetAwaiter().GetResult().Account)"
            foreach ($name in 'YamlDotNet', 'AWSSDK.Core', 'AWSSDK.SecurityToken', 'AWSSDK.SimpleSystemsManagement') {
                $loaded = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq $name })
                "$name`: $(($loaded.ForEach({ [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }) | Sort-Object) -join ' ')"
            }
            "cores: $([AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'EksConnector.Core' }).Count)"
            """,
            environment,
            import: false);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "pods: 2",
            "cluster: my-cluster",
            "activation: 2",
            "instances: Online Online",
            "caller: 111122223333",
            "YamlDotNet: Default EksConnector",
            "AWSSDK.Core: Default EksConnector",
            "AWSSDK.SecurityToken: Default EksConnector",
            "AWSSDK.SimpleSystemsManagement: Default EksConnector",
            "cores: 1",
        ]);
        aws.Requests.Select(request => request.Action).ShouldBe(
        [
            "sts:AssumeRole", "eks:DescribeCluster", "ssm:DescribeActivations", "ssm:DescribeInstanceInformation", "sts:GetCallerIdentity",
        ]);
        File.Delete(profiles);
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Another_version_in_the_process_gets_a_clear_error(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        DummyAssembly.Write(folder.FullName, "EksConnector.Core", new Version(9, 9, 9, 0));
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            [void][Reflection.Assembly]::LoadFrom('{{folder.FullName}}/EksConnector.Core.dll')
            try { Import-Module '{{PwshRun.Module}}' -ErrorAction Stop } catch { $_.Exception.Message }
            """,
            import: false);
        result.Lines.Single().ShouldContain("version 9.9.9 was already imported in this process");
        result.Lines.Single().ShouldContain("Start a new PowerShell session");
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_second_copy_in_the_session_gets_one_clear_error(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            $first = '{{PwshRun.Module}}'
            $second = Join-Path '{{folder.FullName}}' EksConnector
            Copy-Item $first $second -Recurse
            $known = $Error.Count
            try { Import-Module "$second/EksConnector.psd1" -ErrorAction Stop } catch { $_.Exception.Message.Replace($first, 'FIRST') }
            "errors: $($Error.Count - $known)"
            Import-Module "$first/EksConnector.psd1" -Force -ErrorAction Stop
            "types: $(@(Get-TypeData EksConnector.PodStatus).Count), views: $(@(Get-FormatData EksConnector.PodStatus).Count)"
            [powershell]::Create().AddScript("Import-Module '$second/EksConnector.psd1'; (Get-Module EksConnector).ModuleBase").Invoke()[0] -eq $second
            Remove-Module EksConnector
            "types: $(@(Get-TypeData EksConnector.PodStatus).Count)"
            Import-Module "$second/EksConnector.psd1" -ErrorAction Stop
            (Get-Module EksConnector).ModuleBase -eq $second
            "cmdlets: $((Get-Command -Module EksConnector).Count), types: $(@(Get-TypeData EksConnector.PodStatus).Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "EksConnector cannot be imported, because a copy of it in 'FIRST' is already imported in this session. To use the other copy, run 'Remove-Module EksConnector' first.",
            "errors: 1",
            "types: 1, views: 1",
            "True",
            "types: 0",
            "True",
            "cmdlets: 15, types: 1",
        ]);
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Connections_are_cached_per_runspace(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            $type = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetType('EksConnector.Loading.RunspaceServices') }).Where({ $_ })[0]
            $table = $type.GetField('s_services', [Reflection.BindingFlags]'Static, NonPublic').GetValue($null)
            function Get-Kept { $n = 0; foreach ($entry in $table) { $n++ }; $n }
            "none: $(Get-Kept)"
            [void](Get-EksConnectorStatus admin -Namespace healthy)
            "one: $(Get-Kept)"
            $ps = [powershell]::Create()
            [void]$ps.AddScript("Import-Module '{{PwshRun.Module}}'; Get-EksConnectorStatus admin -Namespace healthy").Invoke()
            "two: $(Get-Kept)"
            $ps.Runspace.Close()
            "one: $(Get-Kept)"
            Remove-Module EksConnector
            "none: $(Get-Kept)"
            """,
            fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["none: 0", "one: 1", "two: 2", "one: 1", "none: 0"]);
    }
}
