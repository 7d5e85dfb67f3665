namespace EksConnector.Core.Connector;

/// <summary>What a setting looks like.</summary>
internal enum SettingKind
{
    /// <summary>It is not set, or empty.</summary>
    Missing,

    /// <summary>What a person or a script had to replace still stands there.</summary>
    Placeholder,

    /// <summary>It is something else than it has to be.</summary>
    Invalid,

    /// <summary>It is well formed.</summary>
    Valid,

    /// <summary>It comes from where the module does not look, such as a ConfigMap.</summary>
    Elsewhere,
}
