using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>What all cmdlets that ask AWS have in common.</summary>
public sealed class AwsCmdletTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    // A cmdlet that has no more than what they share. A class of PowerShell's can be made of the base as it is.
    private const string Cmdlet = """
        class AwsProbe : EksConnector.Commands.AwsCmdlet { [object] Ask() { return $this.AwsSource() } }
        $AwsProbe = [AwsProbe]
        $transform = { param($name, $value) $AwsProbe.GetProperty($name).GetCustomAttributes($true).Where({ $_ -is [EksConnector.Parameters.SecretTransformationAttribute] })[0].Transform($null, $value) }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_parameters_become_the_source(string pwsh)
    {
        PwshResult result = await RunAsync(
            pwsh,
            """
            $probe = $AwsProbe::new()
            "empty: $(($probe.Ask().psobject.Properties.Where({ $null -ne $_.Value }).Name) -join ' ')"
            $probe.Region = 'eu-west-1'; $probe.ProfileName = 'reader'; $probe.RoleArn = 'arn:aws:iam::111122223333:role/reader'
            $probe.EndpointUrl = 'http://127.0.0.1:4566'; $probe.RequestTimeout = '00:00:07'
            $probe.AwsCredential = [pscredential]::new('AKIATEST', (ConvertTo-SecureString 'PLANTED-secret' -AsPlainText -Force))
            $probe.AwsSessionToken = & $transform AwsSessionToken 'PLANTED-token'
            $probe.WebIdentityToken = & $transform WebIdentityToken (ConvertTo-SecureString 'PLANTED-jwt' -AsPlainText -Force)
            $source = $probe.Ask()
            "plain: $($source.Region) $($source.ProfileName) $($source.AccessKeyId) $($source.RoleArn) $($source.EndpointUrl) $($source.RequestTimeout)"
            "secret: $($source.SecretAccessKey.Reveal() -eq 'PLANTED-secret') $($source.SessionToken.Reveal() -eq 'PLANTED-token') $($source.WebIdentityToken.Reveal() -eq 'PLANTED-jwt')"
            "shown: $source"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[..3].ShouldBe(
        [
            "empty: RequestTimeout",
            "plain: eu-west-1 reader AKIATEST arn:aws:iam::111122223333:role/reader http://127.0.0.1:4566 00:00:07",
            "secret: True True True",
        ]);
        result.Output.ShouldNotContain("PLANTED");
    }

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
    public async Task Completes_Regions_and_profiles_without_the_SDK(string pwsh)
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
            "loaded: $([AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -match '^(EksConnector\.Aws|AWSSDK\..*)$' }).Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["regions: eu-west-1 eu-west-2 eu-west-3", "profiles: fake", "other:", "none:", "loaded: 0"]);
    }

    // A class is compiled before the import would run, so it stands in a script of its own.
    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(
        pwsh, $"$definition = @'\n{Cmdlet}'@\n. ([scriptblock]::Create($definition))\n" + script, fixture.Environment);
}
