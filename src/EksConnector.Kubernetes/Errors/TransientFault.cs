namespace EksConnector.Kubernetes.Errors;

/// <summary>A transient error that can be retried. It never leaves the adapter: the wrapped error is thrown instead.</summary>
/// <param name="failure">The error to throw if retries do not succeed.</param>
/// <param name="retryAfter">The delay that the server requested; null if it did not request one.</param>
internal sealed class TransientFault(EksConnectorException failure, TimeSpan? retryAfter = null) : Exception(failure.Message)
{
    public EksConnectorException Failure { get; } = failure;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
