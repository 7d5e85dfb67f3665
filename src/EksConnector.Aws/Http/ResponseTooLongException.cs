namespace EksConnector.Aws.Http;

/// <summary>The exception for a response body that exceeds the size limit.</summary>
internal sealed class ResponseTooLongException : Exception
{
    public ResponseTooLongException()
        : base("The response is too long.")
    {
    }
}
