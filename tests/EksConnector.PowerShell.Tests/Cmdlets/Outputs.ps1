# A command for each type of output. ResetResult needs a separate fake of AWS; see Reset-EksConnectorActivation.Tests.ps1.
$make = [ordered]@{
    Diagnosis = { Test-EksConnector admin -Namespace eks-connector -SkipAws }
    Finding = { Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws }
    FindingDefinition = { Get-EksConnectorFinding -ListAvailable -Code Activation* }
    PodStatus = { Get-EksConnectorStatus admin -Namespace eks-connector -Detailed }
    ContainerStatus = { (Get-EksConnectorStatus admin -Namespace eks-connector).Containers }
    PodEvent = { (Get-EksConnectorStatus admin -Namespace eks-connector -Detailed).Events }
    PodNode = { (Get-EksConnectorStatus admin -Namespace eks-connector -Detailed).Node }
    DiagnosedPod = { (Test-EksConnector admin -Namespace eks-connector -SkipAws).Pods }
    ConnectionEvent = { (Test-EksConnector admin -Namespace eks-connector -SkipAws).Events }
    LogEntry = { Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue }
    ClusterIdentity = { Get-EksConnectorClusterName admin -Namespace complete }
    ActivationResult = { Test-EksConnectorActivation admin -Namespace eks-connector -SkipAws }
    ImpersonationGrant = { Grant-EksConnectorImpersonation admin -Namespace complete -PrincipalArn arn:aws:iam::111122223333:role/travel -WarningAction SilentlyContinue }
    ImpersonatedUser = { Get-EksConnectorImpersonation admin -Namespace complete }
    RepairResult = { Repair-EksConnector admin -Namespace eks-connector -SkipAws -Confirm:$false }
    EndpointResult = { Test-EksConnectorEndpoint admin -Namespace healthy }
}

# Returns the text of objects in each view.
function Show($objects) {
    ($objects | Out-String -Width 100) + ($objects | Format-List | Out-String -Width 100) + ($objects | Format-Table | Out-String -Width 100)
}
