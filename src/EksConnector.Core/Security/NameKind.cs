namespace EksConnector.Core.Security;

/// <summary>The kind of the value that belongs to a name.</summary>
internal enum NameKind
{
    /// <summary>The value is not a secret.</summary>
    None,

    /// <summary>Every value is a secret.</summary>
    Strong,

    /// <summary>Every assigned value is a secret unless it is a path.</summary>
    Short,

    /// <summary>A token, or prose about a token.</summary>
    Token,

    /// <summary>An activation code, or an error code.</summary>
    Code,

    /// <summary>A secret, or the name of a Kubernetes Secret.</summary>
    Secret,

    /// <summary>A secret access key, or the ID of an access key.</summary>
    AccessKey,

    /// <summary>The credentials of a Docker registry.</summary>
    Auth,

    /// <summary>A signature.</summary>
    Signature,

    /// <summary>A user name and a password with a colon between them, or prose about credentials.</summary>
    UserAndPassword,

    /// <summary>A header with a scheme and credentials.</summary>
    Authorization,

    /// <summary>A header with names and values.</summary>
    Cookie,

    /// <summary>A secret if it is a GUID, or the name of a secret.</summary>
    Identifier,

    /// <summary>A kubectl argument with a name and a value.</summary>
    Literal,
}
