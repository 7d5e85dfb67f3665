namespace EksConnector.Tests.Aws;

/// <summary>The tests of AWS change the process's environment, so nothing else runs beside them.</summary>
[CollectionDefinition(nameof(AwsGroup), DisableParallelization = true)]
public sealed class AwsGroup;
