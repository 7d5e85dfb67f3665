using EksConnector.Core;

namespace EksConnector;

/// <summary>
/// A failure as the user meets it: what happened, to which cluster, and what to do. It is the only kind of
/// exception that leaves an adapter or an operation. Its texts have passed <see cref="OutsideText"/>.
/// </summary>
public sealed class EksConnectorException : Exception
{
    private readonly string? _target;
    private readonly string? _reason;

    /// <summary>Makes a failure.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="category">What kind of failure it is.</param>
    /// <param name="message">What happened, in one or two sentences; it is cleaned here.</param>
    /// <param name="recommendedAction">What the user can do about it; it is cleaned here.</param>
    /// <param name="innerException">Where it came from; only its type is kept, since its text is not redacted.</param>
    public EksConnectorException(
        string errorId,
        FailureCategory category,
        string message,
        string recommendedAction,
        Exception? innerException = null)
        : base(OutsideText.Clean(message))
    {
        ErrorId = errorId;
        Category = category;
        RecommendedAction = OutsideText.Clean(recommendedAction);
        CauseType = innerException?.GetType().FullName;
    }

    /// <summary>The stable identifier of the failure, one of <see cref="ErrorIds"/>.</summary>
    public string ErrorId { get; }

    /// <summary>What kind of failure it is.</summary>
    public FailureCategory Category { get; }

    /// <summary>Whether the namespace that was named is what is wrong, and not what is in the cluster.</summary>
    internal bool IsWrongNamespace { get; init; }

    /// <summary>Whether the namespace that was named does not exist.</summary>
    internal bool IsMissingNamespace { get; init; }

    /// <summary>What the user can do about it.</summary>
    public string RecommendedAction { get; }

    /// <summary>The type of the exception that this failure was made from, where there was one.</summary>
    public string? CauseType { get; }

    /// <summary>The kubeconfig context (or the server's host) that failed; null where no cluster was asked.</summary>
    public string? Target
    {
        get => _target;
        init => _target = value is null ? null : OutsideText.Clean(value);
    }

    /// <summary>The HTTP status code of the answer, 100 to 599; null where there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The <c>reason</c> of the Kubernetes Status object, or the error code of AWS; null where there was none.</summary>
    public string? Reason
    {
        get => _reason;
        init => _reason = value is null ? null : OutsideText.Clean(value);
    }

    /// <summary>The same failure, told of a cluster.</summary>
    /// <param name="target">The context, or what else names the cluster to the user; null where nothing does.</param>
    /// <returns>A failure with the same texts.</returns>
    internal EksConnectorException About(string? target) => new(ErrorId, Category, Message, RecommendedAction)
    {
        Target = target,
        StatusCode = StatusCode,
        Reason = Reason,
    };
}
