namespace EksConnector.Core.Logs;

/// <summary>
/// Stands before a consumer of what the log API gives, and finds out that the node has no log of that run any more: the kubelet then
/// answers with a sentence instead of a log, as if it were one.
/// </summary>
/// <param name="inner">The consumer; it gets nothing of such a sentence.</param>
internal sealed class LostLog(LogConsumer inner) : LogFilter(inner)
{
    private byte[]? _beginning = [];

    /// <summary>Whether there is no log any more.</summary>
    public bool IsLost { get; private set; }

    public override bool IsFull => IsLost || base.IsFull;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_beginning is null)
        {
            Inner.Feed(block);
            return;
        }

        byte[] beginning = [.. _beginning, .. block];
        ReadOnlySpan<byte> sentence = ConnectorLogText.LogIsLost;
        if (beginning.Length < sentence.Length && sentence.StartsWith(beginning))
        {
            _beginning = beginning;
            return;
        }

        _beginning = null;
        IsLost = beginning.AsSpan().StartsWith(sentence);
        if (!IsLost)
        {
            Inner.Feed(beginning);
        }
    }

    /// <summary>Says that the answer has ended.</summary>
    public void End()
    {
        if (_beginning is { Length: > 0 } beginning)
        {
            Inner.Feed(beginning);
        }

        _beginning = null;
    }
}
