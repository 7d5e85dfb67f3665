namespace EksConnector.FakeCluster.Tour;

/// <summary>The steps of the tour, in order. Add steps for a new cmdlet here.</summary>
internal static class TourSteps
{
    public static IReadOnlyList<TourStep> All { get; } =
    [
        new("Diagnose the connector: problem, cause, and fix",
            "Test-EksConnector -SkipAws"),
        new("Export the diagnosis as an HTML report, with a summary if there are several clusters",
            "Test-EksConnector -SkipAws | Export-EksConnectorReport ./eks-connector-report.html -WhatIf"),
        new("Show the state of the connector's Pods",
            "Get-EksConnectorStatus"),
        new("Show why a Pod is not ready",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Format-List"),
        new("The results are objects that other cmdlets can process",
            "Get-EksConnectorStatus | Sort-Object Restarts -Descending | Select-Object Pod, Restarts, LastRestart"),
        new("Show why it crashed: the fatal log entry with its stack traces",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Get-EksConnectorLog -Level Fatal | Format-List Pod, Container, Timestamp, Message"),
        new("Show the last log entries of each container, ordered by time",
            "Get-EksConnectorLog -Tail 2 -Merge"),
        new("Show the name of the EKS cluster, from each source",
            "Get-EksConnectorClusterName -All"),
        new("Check whether the activation can work, and if not, how to fix it",
            "Test-EksConnectorActivation -SkipAws | Format-List"),
        new("An unreachable cluster causes a separate error; the other clusters are still processed",
            "Get-EksConnectorStatus -Context admin, offline",
            ShowsFailure: true),
        new("Preview a grant for the EKS console, which changes only its own objects",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces -WhatIf"),
        new("Grant access, and verify it with the API server",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces",
            Writes: true),
        new("Show whom the connector can impersonate, and what they can read",
            "Get-EksConnectorImpersonation"),
        new("Revoke the grant, and verify that it was removed",
            "Get-EksConnectorImpersonation | Revoke-EksConnectorImpersonation",
            Writes: true),
    ];
}
