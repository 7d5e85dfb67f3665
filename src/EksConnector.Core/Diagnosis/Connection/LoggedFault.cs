namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>Something that a log says again and again, or said once, since it last went well.</summary>
internal sealed record LoggedFault
{
    /// <summary>What it means, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The last line that says so: redacted, and in one line.</summary>
    public required string Text { get; init; }

    /// <summary>How many lines say so.</summary>
    public required int Count { get; init; }

    /// <summary>When the first of them was written (UTC); null where no line has a time.</summary>
    public DateTime? First { get; init; }

    /// <summary>When the last of them was written (UTC); null where no line has a time.</summary>
    public DateTime? Last { get; init; }
}
