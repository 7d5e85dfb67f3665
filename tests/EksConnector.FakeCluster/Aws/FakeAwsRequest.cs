namespace EksConnector.FakeCluster.Aws;

/// <summary>A request that came.</summary>
/// <param name="Action">The IAM action, such as <c>eks:DescribeCluster</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">What was asked for.</param>
/// <param name="AccessKeyId">Who signed it; null where nobody did.</param>
/// <param name="UserAgent">What asked.</param>
public sealed record FakeAwsRequest(string Action, string Method, string PathAndQuery, string? AccessKeyId, string UserAgent);
