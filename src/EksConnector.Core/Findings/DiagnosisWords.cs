namespace EksConnector;

/// <summary>The values of <see cref="Finding.Result"/> and <see cref="Finding.Severity"/>.</summary>
public static class DiagnosisWords
{
    /// <summary><see cref="Finding.Result"/>: the problem does not exist.</summary>
    public const string Passed = nameof(Passed);

    /// <summary><see cref="Finding.Result"/>: the problem exists and must be resolved.</summary>
    public const string Failed = nameof(Failed);

    /// <summary><see cref="Finding.Result"/>: the problem exists, but has no effect yet.</summary>
    public const string Warned = nameof(Warned);

    /// <summary><see cref="Finding.Result"/>: the check was not possible. The summary states why.</summary>
    public const string Skipped = nameof(Skipped);

    /// <summary><see cref="Finding.Severity"/>: the problem prevents the connector from working.</summary>
    public const string Error = nameof(Error);

    /// <summary><see cref="Finding.Severity"/>: the problem is a risk, or can become an error.</summary>
    public const string Warning = nameof(Warning);

    /// <summary><see cref="Finding.Severity"/>: for information only.</summary>
    public const string Information = nameof(Information);
}
