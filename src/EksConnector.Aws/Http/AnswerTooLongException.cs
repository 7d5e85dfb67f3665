namespace EksConnector.Aws.Http;

/// <summary>The exception for a response body that exceeds the size limit.</summary>
internal sealed class AnswerTooLongException : Exception
{
    public AnswerTooLongException()
        : base("The response is too long.")
    {
    }
}
