using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>Test-EksConnectorEndpoint in PowerShell, on the fake cluster.</summary>
public sealed class EndpointTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_temporary_Pod_tests_where_no_agent_is_running(string pwsh)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The fake cluster runs the test in the shell of this machine.");
        await fixture.Fake.EnterAsync("init-slow", "slow");
        int before = fixture.Fake.Kubelet.Pods.Count;
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            "whatif: $(@(Test-EksConnectorEndpoint admin -Namespace slow -WhatIf 6> $null).Count)"
            $rows = Test-EksConnectorEndpoint admin -Namespace slow
            $rows | ForEach-Object { "$($_.Endpoint) $($_.IsReachable) $($_.IsTemporaryPod) $($_.NodeName)" }
            "node: $((Test-EksConnectorEndpoint admin -Namespace slow -Node connector-test-node).Count)"
            $file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid)"
            $rows | Export-Clixml $file
            $read = Import-Clixml $file
            Remove-Item $file
            "view: $(($rows | Out-String -Width 80) -eq ($read | Out-String -Width 80)) $(($rows | Format-List | Out-String -Width 80) -eq ($read | Format-List | Out-String -Width 80))"
            "wide: $(($rows | Out-String -Width 80) -split "`n" | Where-Object { $_.TrimEnd().Length -gt 80 })"
            $typed = 'Test-EksConnectorEndpoint admin -Node conn'
            "complete: $((TabExpansion2 $typed $typed.Length).CompletionMatches.CompletionText)"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.Where(line => !line.StartsWith("What if:", StringComparison.Ordinal)).ShouldBe(
        [
            "whatif: 0",
            "ssm True True connector-test-node",
            "ssmmessages True True connector-test-node",
            "node: 2",
            "view: True True",
            "wide:",
            "complete: connector-test-node",
        ]);
        fixture.Fake.Kubelet.Pods.Count.ShouldBe(before + 2);
        fixture.Fake.Store.List("pods", "slow").ShouldAllBe(pod => pod["metadata"]!["labels"]!["eksconnector.github.io/endpoint-test"] == null);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_next_test_deletes_the_Pod_of_a_killed_process(string pwsh)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The fake cluster runs the test in the shell of this machine.");
        await fixture.Fake.EnterAsync("init-slow", "killed");
        fixture.Fake.Kubelet.Outcome = PodOutcome.Pulling;
        using (PwshRun.Start(pwsh, "Test-EksConnectorEndpoint admin -Namespace killed", fixture.Environment))
        {
            await fixture.Fake.Requests.WaitForAsync(request =>
                request.Method == "GET" && request.PathAndQuery.Contains("/namespaces/killed/pods/eksconnector-endpoint-test-", StringComparison.Ordinal));
        }

        // The process was killed at the end of the block.
        fixture.Fake.Kubelet.Outcome = PodOutcome.Runs;
        string left = Left().ShouldHaveSingleItem();
        fixture.Fake.Store.Change("pods", "killed", left, pod => pod["metadata"]!["creationTimestamp"] = "2026-01-01T00:00:00Z");

        PwshResult result = await PwshRun.OfAsync(pwsh, "(Test-EksConnectorEndpoint admin -Namespace killed).IsReachable", fixture.Environment);

        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["True", "True"]);
        Left().ShouldBeEmpty();

        string[] Left() =>
        [
            .. fixture.Fake.Store.List("pods", "killed")
                .Where(pod => pod["metadata"]!["labels"]?["eksconnector.github.io/endpoint-test"] is not null).Select(pod => (string)pod["metadata"]!["name"]!),
        ];
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Test_EksConnector_uses_the_results_as_evidence(string pwsh)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The fake cluster runs the test in the shell of this machine.");
        await fixture.Fake.EnterAsync("init-slow", "slow");
        string curl = fixture.Fake.Kubelet.Tools["curl"];
        fixture.Fake.Kubelet.Tools["curl"] = "echo '* connect to 10.1.2.3 port 443 failed: Connection refused' >&2; printf '\n@w 000 000 0.001 0.000 0.000 0.000 0.002\n'; exit 7";
        try
        {
            PwshResult result = await PwshRun.OfAsync(pwsh, """
                $rows = Test-EksConnectorEndpoint admin -Namespace slow
                $live = $rows | Test-EksConnector -SkipAws
                "live: $(@($live).Count) $($live.RootCause) $($live.Evidence -match 'step Tcp: The TCP connection is refused')"
                $module = (Get-Module EksConnector).Path
                $job = Start-Job { Import-Module $using:module; Test-EksConnectorEndpoint admin -Namespace slow } | Receive-Job -Wait -AutoRemoveJob
                "job: $(($job | Test-EksConnector -SkipAws).RootCause)"
                "named: $((Test-EksConnector admin -Namespace slow -EndpointResult $rows -SkipAws).RootCause)"
                "other: $((Test-EksConnector admin -Namespace healthy -EndpointResult $rows -SkipAws -WarningVariable said 3> $null).RootCause -ne 'SsmConnectionRefused') $(@($said -match "namespace 'slow'").Count)"
                "context: $(('admin' | Test-EksConnector -Namespace slow -SkipAws).RootCause)"
                """, fixture.Environment);
            result.Errors.ShouldBeEmpty();
            result.Lines.ShouldBe(
            [
                "live: 1 SsmConnectionRefused True",
                "job: SsmConnectionRefused",
                "named: SsmConnectionRefused",
                "other: True 1",
                "context: InitStillRunning",
            ]);
        }
        finally
        {
            fixture.Fake.Kubelet.Tools["curl"] = curl;
        }
    }
}
