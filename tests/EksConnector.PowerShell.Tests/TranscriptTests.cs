using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>No secret is in a stream or in the transcript of a session.</summary>
public sealed class TranscriptTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_planted_secret_reaches_a_stream(string pwsh)
    {
        await fixture.Fake.EnterAsync("one-pod-broken", "sown");
        fixture.Fake.Store.Change("pods", "sown", "eks-connector-1", pod =>
        {
            JsonNode init = pod["status"]!["initContainerStatuses"]![0]!;
            init["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "RunContainerError", ["message"] = "cannot run: init --activation.code=PLANTED-MESSAGE" } };
            init["lastState"]!["terminated"]!["message"] = "{\"privateKey\":\"PLANTED-LAST\"}";
        });
        fixture.Fake.Faults.Add(Fault.Answer(500, 1) with { Message = "proxy http://user:PLANTED-PROXY@proxy:3128 failed", Path = "namespaces/sown/pods" });
        string config = $"""
            apiVersion: v1
            kind: Config
            current-context: basic
            clusters:
            - name: c
              cluster:
                server: {fixture.Fake.Server}
                insecure-skip-tls-verify: true
            users:
            - name: basic
              user: {"{username: u, password: PLANTED-PASSWORD}"}
            - name: token
              user: {"{token: PLANTED-TOKEN}"}
            - name: key
              user: {"{client-key-data: UExBTlRFRC1LRVk=, client-certificate-data: UExBTlRFRC1DRVJU}"}
            contexts:
            - name: basic
              context: {"{cluster: c, user: basic}"}
            - name: token
              context: {"{cluster: c, user: token}"}
            - name: key
              context: {"{cluster: c, user: key}"}
            """;
        string transcript = Path.GetTempFileName();
        var environment = new Dictionary<string, string?>(fixture.Environment) { ["CONFIG"] = config, ["TRANSCRIPT"] = transcript };
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            # A transcript contains the command line of the session, so the secrets come from the environment.
            [void](Start-Transcript $env:TRANSCRIPT -Force)
            & {
                Get-EksConnectorStatus admin -Namespace sown -Verbose -Debug
                Get-EksConnectorStatus * -KubeConfigText $env:CONFIG -Verbose -Debug -WarningAction Continue
                Get-EksConnectorStatus -Server '{{fixture.Fake.Server}}' -Token PLANTED-SERVER-TOKEN -Verbose -Debug
                $error | ForEach-Object { $_ | Format-List * -Force; $_.Exception.ToString(); $_.InvocationInfo.BoundParameters }
                Get-EksConnectorStatus admin -Namespace sown | ConvertTo-Json -Depth 5
            } *>&1 | Out-String -Width 4000
            [void](Stop-Transcript)
            "$((Get-EksConnectorStatus admin -Namespace sown)[1].Message)"
            """.Replace("PLANTED-SERVER-TOKEN", "('PLANTED'.ToUpper() + '-SERVER-TOKEN')"),
            environment);
        result.Output.ShouldContain("admin: GET https://");
        result.Output.ShouldContain("Unauthorized");
        result.Output.ShouldContain("CredentialInvalid");
        result.Lines[^1].ShouldBe("connector-init: RunContainerError; the last run ended with exit code 255 (Error): {\"privateKey\":\"[redacted]\"} (5 restarts)");
        string all = result.Output + result.Errors + await File.ReadAllTextAsync(transcript);
        File.Delete(transcript);
        all.Replace("('PLANTED'.ToUpper()", string.Empty).ShouldNotContain("PLANTED", Case.Insensitive);
    }
}
