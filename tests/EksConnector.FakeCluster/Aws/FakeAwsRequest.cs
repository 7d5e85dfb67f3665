namespace EksConnector.FakeCluster.Aws;

/// <summary>A request that the fake received.</summary>
/// <param name="Action">The IAM action, such as <c>eks:DescribeCluster</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The path and query.</param>
/// <param name="AccessKeyId">The access key ID of the signature; null if the request is not signed.</param>
/// <param name="UserAgent">The User-Agent header.</param>
public sealed record FakeAwsRequest(string Action, string Method, string PathAndQuery, string? AccessKeyId, string UserAgent)
{
    /// <summary>The Region in the signature; null if the request is not signed.</summary>
    public string? Region { get; init; }

    /// <summary>The body as text.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The HTTP status of the response; 0 before the response.</summary>
    public int AnswerStatus { get; internal set; }

    /// <summary>The body of the response as text; null before the response.</summary>
    public string? Answer { get; internal set; }

    /// <summary>The headers by case-insensitive name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
