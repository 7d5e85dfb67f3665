namespace EksConnector.FakeCluster;

/// <summary>A fault that is injected into matching requests.</summary>
/// <param name="Kind">The kind of fault.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The HTTP method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>The verb, such as <c>list</c> or <c>watch</c>; null for all.</summary>
    public string? Verb { get; init; }

    /// <summary>A part of the path and query; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>The prefix of the name of a fleet's context, such as <c>fleet-00</c>; null for all clusters.</summary>
    public string? Context { get; init; }

    /// <summary>The number of matching requests that succeed first.</summary>
    public int After { get; init; }

    /// <summary>The number of matching requests that fail after that.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The status of <see cref="FaultKind.Status"/>.</summary>
    public int Code { get; init; } = 500;

    /// <summary>The body of <see cref="FaultKind.Status"/>.</summary>
    public FaultBody Body { get; init; }

    /// <summary>The message of the Status object; by default that of a real server.</summary>
    public string? Message { get; init; }

    /// <summary>The Retry-After header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The number of bytes of the body before the fault; by default half of the body, or 64 if its length is not known.</summary>
    public int? BodyBytes { get; init; }

    /// <summary>The pause between the pieces of <see cref="FaultKind.SlowBytes"/>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The size of the pieces of <see cref="FaultKind.SlowBytes"/>.</summary>
    public int PieceBytes { get; init; } = 16;

    /// <summary>Creates a fault that returns an error.</summary>
    /// <param name="code">The status.</param>
    /// <param name="times">The number of failures.</param>
    /// <param name="body">The body.</param>
    /// <returns>The fault.</returns>
    public static Fault Answer(int code, int times = int.MaxValue, FaultBody body = FaultBody.Status) =>
        new(FaultKind.Status) { Code = code, Times = times, Body = body };

    internal bool Matches(ApiRequest request, string method, string pathAndQuery, string context) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Verb is null || Verb == request.Verb)
        && (Path is null || pathAndQuery.Contains(Path, StringComparison.Ordinal))
        && (Context is null || context.StartsWith(Context, StringComparison.Ordinal));
}
