namespace EksConnector.FakeCluster.Aws;

/// <summary>A request that came.</summary>
/// <param name="Action">The IAM action, such as <c>eks:DescribeCluster</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">What was asked for.</param>
/// <param name="AccessKeyId">Who signed it; null where nobody did.</param>
/// <param name="UserAgent">What asked.</param>
public sealed record FakeAwsRequest(string Action, string Method, string PathAndQuery, string? AccessKeyId, string UserAgent)
{
    /// <summary>The region that it was signed for; null where it was not signed.</summary>
    public string? Region { get; init; }

    /// <summary>Its body as text.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The HTTP status that it was answered with; 0 as long as it was not.</summary>
    public int AnswerStatus { get; internal set; }

    /// <summary>What it was answered with, as text; null as long as it was not.</summary>
    public string? Answer { get; internal set; }

    /// <summary>Its headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
