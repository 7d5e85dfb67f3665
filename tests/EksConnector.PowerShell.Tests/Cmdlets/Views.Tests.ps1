BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Views' {
    It 'Wraps the last column of a table between words' {
        $definitions = Get-EksConnectorFinding -ListAvailable
        $lines = $definitions | Out-String -Stream | Where-Object { $_ -match '\S' } | Select-Object -Skip 2
        $lines.Count | Should -BeGreaterThan $definitions.Count
        $shown = ($lines | ForEach-Object { $_.PadRight(42).Substring(42).Trim() }) -join ' '
        foreach ($definition in $definitions) {
            $shown.Contains($definition.Meaning) | Should -BeTrue -Because $definition.Code
        }
    }

    It 'Has the width of the other columns as in the format file' {
        $assembly = (Get-Command Get-EksConnectorFinding).ImplementingType.Assembly
        $others = $assembly.GetType('EksConnector.LastColumn').GetField('s_others', 'NonPublic, Static').GetValue($null)
        [xml]$format = Get-Content -Raw $module/EksConnector.format.ps1xml
        $views = $format.SelectNodes('//View[TableControl][contains(., "$_.WrappedText")]')
        $views.Count | Should -BeExactly $others.Count
        foreach ($view in $views) {
            $widths = $view.SelectNodes('.//TableColumnHeader/Width').InnerText.ForEach([int])
            $others[$view.Name.Split('.')[1]] | Should -BeExactly (($widths | Measure-Object -Sum).Sum + $widths.Count) -Because $view.Name
        }
    }
}
