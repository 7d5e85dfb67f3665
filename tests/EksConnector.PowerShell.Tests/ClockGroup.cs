namespace EksConnector.PowerShell.Tests;

/// <summary>Tests that hold a bound of about a second, so that no other test may take the processor from them.</summary>
[CollectionDefinition(nameof(ClockGroup), DisableParallelization = true)]
public sealed class ClockGroup;
