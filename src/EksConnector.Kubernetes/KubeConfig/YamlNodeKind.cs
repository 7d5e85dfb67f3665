namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>The kind of a YAML node. Plain scalars are interpreted like in kubectl (YAML 1.1).</summary>
internal enum YamlNodeKind
{
    /// <summary>An empty value, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A Boolean; in YAML 1.1 also <c>yes</c>, <c>on</c> and <c>n</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A list.</summary>
    Sequence,

    /// <summary>A map.</summary>
    Mapping,
}
