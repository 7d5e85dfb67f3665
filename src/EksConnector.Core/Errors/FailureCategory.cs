namespace EksConnector;

/// <summary>
/// What kind of failure an <see cref="EksConnectorException"/> tells. The names are those of PowerShell's
/// <c>ErrorCategory</c>, so that the cmdlets hand them on by name.
/// </summary>
public enum FailureCategory
{
    /// <summary>Nothing more precise is known.</summary>
    NotSpecified,

    /// <summary>Who the caller is could not be established.</summary>
    AuthenticationError,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied,

    /// <summary>Something that was named is not there.</summary>
    ObjectNotFound,

    /// <summary>No connection to the server, or it broke.</summary>
    ConnectionError,

    /// <summary>A time limit passed.</summary>
    OperationTimeout,

    /// <summary>A parameter's value cannot be used.</summary>
    InvalidArgument,

    /// <summary>Data from a file or a server is not what it should be.</summary>
    InvalidData,

    /// <summary>The operation does not fit the state that was found.</summary>
    InvalidOperation,

    /// <summary>The server is there and cannot serve now.</summary>
    ResourceUnavailable,

    /// <summary>A quota or a rate limit was reached.</summary>
    LimitsExceeded,

    /// <summary>Trust could not be established.</summary>
    SecurityError,

    /// <summary>A file could not be written.</summary>
    WriteError,

    /// <summary>A result was looked at and is not what it had to be.</summary>
    InvalidResult,
}
