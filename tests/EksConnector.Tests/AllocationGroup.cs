namespace EksConnector.Tests;

/// <summary>Tests that count what the whole process allocates, so that no other test may run at the same time.</summary>
[CollectionDefinition(nameof(AllocationGroup), DisableParallelization = true)]
public sealed class AllocationGroup;
