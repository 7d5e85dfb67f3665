namespace EksConnector;

/// <summary>How grave a finding is, the least grave first. The names are those of <see cref="Finding.Severity"/>.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>It is a risk, or will be an error.</summary>
    Warning,

    /// <summary>The connector does not work because of it.</summary>
    Error,
}
