namespace EksConnector;

/// <summary>The severity of a finding, in ascending order. The names are the values of <see cref="Finding.Severity"/>.</summary>
public enum FindingSeverity
{
    /// <summary>The condition is reported for information.</summary>
    Information,

    /// <summary>The condition is a risk or will become an error.</summary>
    Warning,

    /// <summary>The condition prevents the connector from working.</summary>
    Error,
}
