namespace EksConnector;

/// <summary>The values of the properties of <see cref="Finding"/> that have a fixed set of values.</summary>
public static class DiagnosisWords
{
    /// <summary>A value of <see cref="Finding.Result"/>: the condition does not exist.</summary>
    public const string Passed = nameof(Passed);

    /// <summary>A value of <see cref="Finding.Result"/>: the condition exists and must be fixed.</summary>
    public const string Failed = nameof(Failed);

    /// <summary>A value of <see cref="Finding.Result"/>: the condition exists but does not affect the connector yet.</summary>
    public const string Warned = nameof(Warned);

    /// <summary>A value of <see cref="Finding.Result"/>: the condition could not be checked; the summary contains the reason.</summary>
    public const string Skipped = nameof(Skipped);

    /// <summary>A value of <see cref="Finding.Severity"/>: the condition prevents the connector from working.</summary>
    public const string Error = nameof(Error);

    /// <summary>A value of <see cref="Finding.Severity"/>: the condition is a risk or will become an error.</summary>
    public const string Warning = nameof(Warning);

    /// <summary>A value of <see cref="Finding.Severity"/>: the condition is reported for information.</summary>
    public const string Information = nameof(Information);
}
