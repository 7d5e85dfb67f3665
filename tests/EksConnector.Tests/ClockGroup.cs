namespace EksConnector.Tests;

/// <summary>
/// Tests that hold a bound of about a second, so that no other test may take the processor from them. They have the trait
/// <c>Group=Clock</c>, by which CI runs them apart.
/// </summary>
[CollectionDefinition(nameof(ClockGroup), DisableParallelization = true)]
public sealed class ClockGroup;
