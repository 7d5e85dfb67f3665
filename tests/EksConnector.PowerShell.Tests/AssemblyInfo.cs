// Each test starts processes, so that two tests at a time use a small machine completely.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("EksConnector.PowerShell.Tests.LongestFirst", "EksConnector.PowerShell.Tests")]
