namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Which snapshots a rule applies to.</summary>
internal enum RuleScope
{
    /// <summary>All of them.</summary>
    Always,

    /// <summary>A file that is to be applied.</summary>
    File,

    /// <summary>A cluster or its registration, not a file.</summary>
    Live,

    /// <summary>A cluster or its registration, and a file where AWS was asked.</summary>
    Registration,

    /// <summary>A cluster of which everything was read.</summary>
    Everything,
}
