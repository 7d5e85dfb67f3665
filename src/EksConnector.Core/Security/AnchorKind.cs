namespace EksConnector.Core.Security;

/// <summary>The kind of an anchor.</summary>
internal enum AnchorKind
{
    /// <summary>No anchor was found.</summary>
    None,

    /// <summary>A name such as password or Cookie, or the header of a private key.</summary>
    Name,

    /// <summary>An authentication scheme, or a proxy without a scheme.</summary>
    Scheme,

    /// <summary>The address in a URL.</summary>
    Address,

    /// <summary>An excerpt that Kubernetes quotes.</summary>
    Excerpt,

    /// <summary>What a program could not read as a host and a port.</summary>
    Host,

    /// <summary>A program that reads a secret from the one before it.</summary>
    Input,

    /// <summary>The end of the password in a data source name of Go.</summary>
    DataSource,

    /// <summary>A program whose options can contain a password.</summary>
    Program,

    /// <summary>A SQL statement that sets a password.</summary>
    Statement,

    /// <summary>The prefix of a token, or the Base64 form of a word.</summary>
    Prefix,

    /// <summary>An option of any program, whose value can contain a password.</summary>
    Option,

    /// <summary>The field "value", which can stand before the field "name".</summary>
    Field,

    /// <summary>A private number of a JSON Web Key.</summary>
    KeyNumber,

    /// <summary>A GUID with an activation code beside it.</summary>
    Identifier,
}
