using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>The common behavior of cmdlets that read from AWS.</summary>
public sealed class AwsCmdletTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    // A cmdlet with only the common parameters, as a PowerShell class that is derived from the base class.
    private const string Cmdlet = """
        class AwsProbe : EksConnector.Commands.AwsCmdlet { [object] Ask() { return $this.AwsSource() } }
        $AwsProbe = [AwsProbe]
        $transform = { param($name, $value) $AwsProbe.GetProperty($name).GetCustomAttributes($true).Where({ $_ -is [EksConnector.Parameters.SecretTransformationAttribute] })[0].Transform($null, $value) }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Loads_the_AWS_adapter_on_first_use_and_unloads_it_with_the_module(string pwsh)
    {
        PwshResult result = await RunAsync(
            pwsh,
            """
            function Get-Loaded { [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -match '^(EksConnector\.Aws|AWSSDK\..*)$' }).Count }
            [void](Get-EksConnectorStatus admin -Namespace healthy)
            "before: $(Get-Loaded)"
            $services = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetType('EksConnector.Loading.RunspaceServices') }).Where({ $_ })[0]
            $current = $services.GetProperty('Current').GetValue($null)
            $gateway = $services.GetProperty('Aws').GetValue($current)
            "same: $([object]::ReferenceEquals($gateway, $services.GetProperty('Aws').GetValue($current)))"
            $log = [EksConnector.Core.Operations.OperationWriter[int]].GetConstructor([Reflection.BindingFlags]'Instance, NonPublic', @([bool])).Invoke(@($false))
            $session = $gateway.ConnectAsync($AwsProbe::new().Ask(), $log, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
            "cluster: $($session.Eks.DescribeClusterAsync('my-cluster', [Threading.CancellationToken]::None).GetAwaiter().GetResult().Status) in $($session.Region)"
            "after: $((Get-Loaded) -gt 1)"
            Remove-Module EksConnector
            try { [void]$gateway.ConnectAsync([EksConnector.Core.Aws.AwsConnectionSource]::new(), $log, [Threading.CancellationToken]::None).GetAwaiter().GetResult() }
            catch { "gone: $($_.Exception.InnerException.GetType().Name)" }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["before: 0", "same: True", "cluster: ACTIVE in us-west-2", "after: True", "gone: ObjectDisposedException"]);
        result.Output.ShouldNotContain(FakeAws.SecretAccessKey);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Completes_Regions_and_profiles_and_checks_manifests_without_the_SDK(string pwsh)
    {
        PwshResult result = await RunAsync(
            pwsh,
            """
            function Get-Offered($completer, [string]$word) {
                ($completer.CompleteArgument('Test', 'Test', $word, $null, @{}).CompletionText) -join ' '
            }
            foreach ($name in 'Region', 'ProfileName') {
                $completer = $AwsProbe.GetProperty($name).GetCustomAttributes($true).Where({ $_ -is [ArgumentCompleter] })[0].Type
                Set-Variable $name $completer::new()
            }
            "regions: $(Get-Offered $Region 'eu-w')"
            "profiles: $(Get-Offered $ProfileName '')"
            "other: $(Get-Offered $ProfileName 'x')"
            $env:AWS_CONFIG_FILE = '/not/there'
            "none: $(Get-Offered $ProfileName '')"
            $values = New-TemporaryFile
            Set-Content $values 'eks: {activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4, activationCode: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, agentRegion: eu-west-1}'
            "manifest: $((Test-EksConnectorActivation -ManifestPath $values).Reason)"
            Remove-Item $values
            "loaded: $([AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -match '^(EksConnector\.Aws|AWSSDK\..*)$' }).Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["regions: eu-west-1 eu-west-2 eu-west-3", "profiles: fake", "other:", "none:", "manifest: Usable", "loaded: 0"]);
    }

    // A class is compiled before the import runs, so it is in a separate script.
    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(
        pwsh, $"$definition = @'\n{Cmdlet}'@\n. ([scriptblock]::Create($definition))\n" + script, fixture.Environment);
}
