namespace EksConnector.Core.Security;

/// <summary>What a name says of its value.</summary>
internal enum NameKind
{
    /// <summary>The value is no secret.</summary>
    None,

    /// <summary>Every value is a secret.</summary>
    Strong,

    /// <summary>Every value that is assigned is a secret, unless it is a path.</summary>
    Short,

    /// <summary>A token, or prose about one.</summary>
    Token,

    /// <summary>An activation code, or the code of an error.</summary>
    Code,

    /// <summary>A secret, or the name of a Kubernetes Secret.</summary>
    Secret,

    /// <summary>A secret access key, or the ID of an access key.</summary>
    AccessKey,

    /// <summary>The credentials of a Docker registry.</summary>
    Auth,

    /// <summary>A signature.</summary>
    Signature,

    /// <summary>A header that carries a scheme and credentials.</summary>
    Authorization,

    /// <summary>A header that carries names and values.</summary>
    Cookie,

    /// <summary>The argument of kubectl that carries a name and a value.</summary>
    Literal,
}
