@{
    ModuleVersion     = '0.1.0'
    GUID              = 'c3a1f8d2-0f9e-4d0c-8c55-7b1b6f2e9a40'
    Author            = 'The EksConnector authors'
    Description       = 'The types and views of EksConnector.'
    TypesToProcess    = @('EksConnector.types.ps1xml')
    FormatsToProcess  = @('EksConnector.format.ps1xml')
    CmdletsToExport   = @()
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
