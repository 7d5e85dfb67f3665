using EksConnector.Core;

namespace EksConnector;

/// <summary>
/// An error of the module: what happened, on which cluster, and what to do. It is the only exception type that leaves an
/// adapter or an operation. Its texts are cleaned with <see cref="OutsideText"/>.
/// </summary>
public sealed class EksConnectorException : Exception
{
    private readonly string? _target;
    private readonly string? _reason;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="errorId">The identifier of the error, one of <see cref="ErrorIds"/>.</param>
    /// <param name="category">The category of the error.</param>
    /// <param name="message">What happened, in one or two sentences; the text is cleaned.</param>
    /// <param name="recommendedAction">The action that resolves the error; the text is cleaned.</param>
    /// <param name="innerException">The exception that caused the error. Only its type is kept, because its text is not redacted.</param>
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

    /// <summary>The stable identifier of the error, one of <see cref="ErrorIds"/>.</summary>
    public string ErrorId { get; }

    /// <summary>The category of the error.</summary>
    public FailureCategory Category { get; }

    /// <summary>Whether the error is caused by the specified namespace and not by the state of the cluster.</summary>
    internal bool IsWrongNamespace { get; init; }

    /// <summary>Whether the specified namespace does not exist.</summary>
    internal bool IsMissingNamespace { get; init; }

    /// <summary>The action that resolves the error.</summary>
    public string RecommendedAction { get; }

    /// <summary>The type name of the exception that caused this error; null if there was none.</summary>
    public string? CauseType { get; }

    /// <summary>
    /// The kubeconfig context, or the host name of the API server, to which the error applies; null if no cluster was queried.
    /// </summary>
    public string? Target
    {
        get => _target;
        init => _target = value is null ? null : OutsideText.Clean(value);
    }

    /// <summary>The HTTP status code of the response, 100 to 599; null if there was no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The <c>reason</c> of the Kubernetes Status object, or the AWS error code; null if there was none.</summary>
    public string? Reason
    {
        get => _reason;
        init => _reason = value is null ? null : OutsideText.Clean(value);
    }

    /// <summary>Returns a copy of this error for a cluster.</summary>
    /// <param name="target">The context or another name of the cluster for the user; null for none.</param>
    /// <returns>An error with the same texts.</returns>
    internal EksConnectorException WithTarget(string? target) => new(ErrorId, Category, Message, RecommendedAction)
    {
        Target = target,
        StatusCode = StatusCode,
        Reason = Reason,
    };
}
