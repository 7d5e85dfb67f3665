namespace EksConnector.Core.Operations;

/// <summary>Where an operation, and the adapters beneath it, say what they do. All text is redacted on its way.</summary>
public interface IOperationLog
{
    /// <summary>Says something that the user should know, once for each text.</summary>
    /// <param name="text">The warning.</param>
    void Warn(string text);

    /// <summary>Says something that helps to follow what is done.</summary>
    /// <param name="text">The message.</param>
    void Trace(string text);
}
