@{
    # Without a RootModule, the assembly runs before the views are loaded, and can refuse a second copy of the module.
    NestedModules        = @('EksConnector.dll', 'EksConnector.Views.psd1')
    ModuleVersion        = '0.1.0'
    GUID                 = '5b0c6a57-64a5-4b0e-9a53-0d6e4a0f7c31'
    Author               = 'The EksConnector authors'
    CompanyName          = 'The EksConnector authors'
    Copyright            = '(c) The EksConnector authors. MIT license.'
    Description          = 'Inspects, diagnoses, and fixes the Amazon EKS Connector on any Kubernetes cluster: status, logs, cluster name, activation, and console access, as typed objects and without kubectl.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'Export-EksConnectorDiagnostic',
        'Export-EksConnectorReport',
        'Get-EksConnectorClusterName',
        'Get-EksConnectorFinding',
        'Get-EksConnectorImpersonation',
        'Get-EksConnectorLog',
        'Get-EksConnectorStatus',
        'Grant-EksConnectorImpersonation',
        'Repair-EksConnector',
        'Reset-EksConnectorActivation',
        'Resolve-EksConnectorError',
        'Revoke-EksConnectorImpersonation',
        'Test-EksConnector',
        'Test-EksConnectorActivation',
        'Test-EksConnectorEndpoint'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    DscResourcesToExport = @()
    RequiredModules      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'AWS', 'EKS', 'EKS-Connector', 'Kubernetes', 'Diagnostics')
            LicenseUri   = 'https://github.com/eksconnector/EksConnector/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/eksconnector/EksConnector'
            ReleaseNotes = 'https://github.com/eksconnector/EksConnector/blob/main/CHANGELOG.md'
        }
    }
}
