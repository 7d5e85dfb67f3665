// Each test starts processes of its own: two at a time are enough for a small machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("EksConnector.PowerShell.Tests.LongestFirst", "EksConnector.PowerShell.Tests")]
