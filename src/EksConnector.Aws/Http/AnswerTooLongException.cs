namespace EksConnector.Aws.Http;

/// <summary>An answer has a longer body than any of AWS.</summary>
internal sealed class AnswerTooLongException : Exception
{
    public AnswerTooLongException()
        : base("The answer is too long.")
    {
    }
}
