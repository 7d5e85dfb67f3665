namespace EksConnector.Kubernetes.Errors;

/// <summary>A failure that may pass by itself. It never leaves the adapter: what it carries does.</summary>
/// <param name="failure">The failure, should it not pass.</param>
/// <param name="retryAfter">When the server wants to be asked again; null where it did not say.</param>
internal sealed class TransientFault(EksConnectorException failure, TimeSpan? retryAfter = null) : Exception(failure.Message)
{
    public EksConnectorException Failure { get; } = failure;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
