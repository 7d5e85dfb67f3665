namespace EksConnector.FakeCluster.Tour;

/// <summary>What the tour shows, in this order. A new cmdlet adds its steps here.</summary>
internal static class TourSteps
{
    public static IReadOnlyList<TourStep> All { get; } =
    [
        new("What is wrong, why, and what mends it",
            "Test-EksConnector -SkipAws"),
        new("The same for a browser: one file, with a summary where there are several clusters",
            "Test-EksConnector -SkipAws | Export-EksConnectorReport ./eks-connector-report.html -WhatIf"),
        new("What state the connector's pods are in",
            "Get-EksConnectorStatus"),
        new("Why a pod is not ready",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Format-List"),
        new("Objects, not text: every other cmdlet can work on them",
            "Get-EksConnectorStatus | Sort-Object Restarts -Descending | Select-Object Pod, Restarts, LastRestart"),
        new("Why it crashed: the fatal entry of the log, with the stacks that belong to it",
            "Get-EksConnectorStatus | Where-Object IsReady -eq $false | Get-EksConnectorLog -Level Fatal | Format-List Pod, Container, Timestamp, Message"),
        new("The last that each container logged, in one order of time",
            "Get-EksConnectorLog -Tail 2 -Merge"),
        new("Which EKS cluster this is, and who says so",
            "Get-EksConnectorClusterName -All"),
        new("Whether the activation can still work, if not why, and what to type",
            "Test-EksConnectorActivation -SkipAws | Format-List"),
        new("A cluster that cannot be reached is an error of its own; the others go on",
            "Get-EksConnectorStatus -Context admin, offline",
            ShowsFailure: true),
        new("What a grant for the EKS console would write: nothing of anybody else's is touched",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces -WhatIf"),
        new("The grant, proved by the API server",
            "Grant-EksConnectorImpersonation -PrincipalArn arn:aws:iam::111122223333:role/admin -Access ConsoleAllNamespaces",
            Writes: true),
        new("Who may be impersonated by the connector, and what they may read",
            "Get-EksConnectorImpersonation"),
        new("The grant, taken back and proved to be gone",
            "Get-EksConnectorImpersonation | Revoke-EksConnectorImpersonation",
            Writes: true),
    ];
}
