namespace EksConnector.FakeCluster.Aws;

/// <summary>An access key.</summary>
internal sealed record FakeAwsKey(string AccessKeyId, string Secret, string? SessionToken, bool IsExpired, string PrincipalArn);
