namespace EksConnector;

/// <summary>The words of the closed sets that stand in <see cref="Finding"/>.</summary>
public static class DiagnosisWords
{
    /// <summary><see cref="Finding.Result"/>: it was looked for, and is not there.</summary>
    public const string Passed = nameof(Passed);

    /// <summary><see cref="Finding.Result"/>: it is there, and has to be mended.</summary>
    public const string Failed = nameof(Failed);

    /// <summary><see cref="Finding.Result"/>: it is there, and does no harm yet.</summary>
    public const string Warned = nameof(Warned);

    /// <summary><see cref="Finding.Result"/>: it could not be looked for; the summary says why.</summary>
    public const string Skipped = nameof(Skipped);

    /// <summary><see cref="Finding.Severity"/>: the connector does not work because of it.</summary>
    public const string Error = nameof(Error);

    /// <summary><see cref="Finding.Severity"/>: it is a risk, or will be an error.</summary>
    public const string Warning = nameof(Warning);

    /// <summary><see cref="Finding.Severity"/>: good to know.</summary>
    public const string Information = nameof(Information);
}
