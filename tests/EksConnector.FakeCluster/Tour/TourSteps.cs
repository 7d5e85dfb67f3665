using EksConnector.Core.Logs;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What the tour shows, in this order. A new cmdlet adds its steps here.</summary>
internal static class TourSteps
{
    public static IReadOnlyList<TourStep> All { get; } =
    [
        new("What is wrong, why, and what mends it",
            "Test-EksConnector -SkipAws",
            DiagnosisInCore.RunAsync),
        new("What state the connector's pods are in",
            "Get-EksConnectorStatus",
            (gateway, source, token) => StatusInCore.RunAsync(gateway, source, [], StatusInCore.PrintRow, token)),
        new("Why a pod is not ready",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Format-List",
            (gateway, source, token) => StatusInCore.RunAsync(gateway, source, [], StatusInCore.PrintReason, token)),
        new("Objects, not text: every other cmdlet can work on them",
            "Get-EksConnectorStatus | Sort-Object Restarts -Descending | Select-Object Pod, Restarts, LastRestart"),
        new("Why it crashed: the fatal entry of the log, with the stacks that belong to it",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Get-EksConnectorLog -Level Fatal | Format-List Pod, Container, Timestamp, Message",
            (gateway, source, token) => LogInCore.RunAsync(gateway, new LogRequest { Source = source, Level = LogLevel.Fatal }, token)),
        new("The last that each container logged, in one order of time",
            "Get-EksConnectorLog -Tail 2 -Merge",
            (gateway, source, token) => LogInCore.RunAsync(gateway, new LogRequest { Source = source, Tail = 2, Merge = true }, token)),
        new("Which EKS cluster this is, and who says so",
            "Get-EksConnectorClusterName -All",
            (gateway, source, token) => NameInCore.RunAsync(gateway, source, token)),
        new("Whether the activation can still work, if not why, and what to type",
            "Test-EksConnectorActivation -SkipAws | Format-List",
            ActivationInCore.RunAsync),
        new("A cluster that cannot be reached is an error of its own; the others go on",
            "Get-EksConnectorStatus -Context admin, offline",
            (gateway, source, token) => StatusInCore.RunAsync(gateway, source, ["admin", "offline"], StatusInCore.PrintRow, token),
            ShowsFailure: true),
        new("What a grant for the EKS console would write: nothing of anybody else's is touched",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces -WhatIf",
            ImpersonationInCore.PlanAsync),
        new("The grant, proved by the API server",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces",
            ImpersonationInCore.GrantAsync,
            Writes: true),
        new("Who may be impersonated by the connector, and what they may read",
            "Get-EksConnectorImpersonation",
            ImpersonationInCore.ListAsync),
        new("The grant, taken back and proved to be gone",
            "Get-EksConnectorImpersonation | Revoke-EksConnectorImpersonation",
            ImpersonationInCore.RevokeAsync,
            Writes: true),
    ];
}
