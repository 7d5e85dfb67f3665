namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>What a YAML node is, once its plain scalars are read as kubectl reads them (YAML 1.1).</summary>
internal enum YamlNodeKind
{
    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A truth value; in YAML 1.1 <c>yes</c>, <c>on</c> and <c>n</c> are some, too.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A list.</summary>
    Sequence,

    /// <summary>A map.</summary>
    Mapping,
}
