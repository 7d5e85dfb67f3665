namespace EksConnector.Tests;

/// <summary>Tests that measure the memory of the whole process, so that no other test may run at the same time.</summary>
[CollectionDefinition(nameof(AllocationGroup), DisableParallelization = true)]
public sealed class AllocationGroup;
