namespace EksConnector.Tests.Aws;

/// <summary>Tests that change the process's environment for AWS, so that no other test may run at the same time.</summary>
[CollectionDefinition(nameof(AwsGroup), DisableParallelization = true)]
public sealed class AwsGroup;
