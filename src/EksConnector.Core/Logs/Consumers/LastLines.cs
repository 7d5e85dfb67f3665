namespace EksConnector.Core.Logs.Consumers;

/// <summary>Keeps the last lines until it is known that they are the last, and lets pass what comes after.</summary>
/// <param name="next">Who gets the lines.</param>
/// <param name="count">How many lines are kept, 0 or more.</param>
internal sealed class LastLines(ILineSink next, int count) : ILineSink
{
    private readonly Queue<(byte[] Line, bool GoesOn)> _kept = new();
    private bool _isReleased;

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        if (_isReleased)
        {
            next.Line(line, goesOn);
            return;
        }

        if (count > 0)
        {
            _kept.Enqueue((line.ToArray(), goesOn));
        }

        while (_kept.Count > count)
        {
            _kept.Dequeue();
        }
    }

    /// <summary>Says that the last lines are there.</summary>
    public void Release()
    {
        _isReleased = true;
        while (_kept.TryDequeue(out (byte[] Line, bool GoesOn) kept))
        {
            next.Line(kept.Line, kept.GoesOn);
        }
    }
}
