namespace EksConnector.Core.Logs;

/// <summary>
/// A filter that detects that the node no longer has the log of the container instance: the kubelet then returns an error message as if
/// it were the log.
/// </summary>
/// <param name="inner">The consumer, which does not receive such a message.</param>
internal sealed class LostLog(LogConsumer inner) : LogFilter(inner)
{
    private byte[]? _beginning = [];

    /// <summary>Whether the log no longer exists.</summary>
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

    /// <summary>Completes the response.</summary>
    public void End()
    {
        if (_beginning is { Length: > 0 } beginning)
        {
            Inner.Feed(beginning);
        }

        _beginning = null;
    }
}
