namespace EksConnector.FakeCluster;

/// <summary>Something that goes wrong with the requests that it fits.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The HTTP method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>The verb, such as <c>list</c> or <c>watch</c>; null for all.</summary>
    public string? Verb { get; init; }

    /// <summary>A part of path and query; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>The beginning of the name of a fleet's context, such as <c>fleet-00</c>; null for all, fleet or not.</summary>
    public string? Context { get; init; }

    /// <summary>How many fitting requests go well first.</summary>
    public int After { get; init; }

    /// <summary>How many fitting requests go wrong then.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The status of <see cref="FaultKind.Status"/>.</summary>
    public int Code { get; init; } = 500;

    /// <summary>The body of <see cref="FaultKind.Status"/>.</summary>
    public FaultBody Body { get; init; }

    /// <summary>The message of the Status object; by default a real server's.</summary>
    public string? Message { get; init; }

    /// <summary>What Retry-After says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many bytes of the body come before it goes wrong; by default half of it, or 64 where its length is not known.</summary>
    public int? BodyBytes { get; init; }

    /// <summary>The pause between the pieces of <see cref="FaultKind.SlowBytes"/>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many bytes a piece of <see cref="FaultKind.SlowBytes"/> has.</summary>
    public int PieceBytes { get; init; } = 16;

    /// <summary>An answer with an error.</summary>
    /// <param name="code">The status.</param>
    /// <param name="times">How often.</param>
    /// <param name="body">The body.</param>
    /// <returns>The fault.</returns>
    public static Fault Answer(int code, int times = int.MaxValue, FaultBody body = FaultBody.Status) =>
        new(FaultKind.Status) { Code = code, Times = times, Body = body };

    internal bool Fits(ApiRequest request, string method, string pathAndQuery, string context) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Verb is null || Verb == request.Verb)
        && (Path is null || pathAndQuery.Contains(Path, StringComparison.Ordinal))
        && (Context is null || context.StartsWith(Context, StringComparison.Ordinal));
}
