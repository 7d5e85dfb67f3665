namespace EksConnector;

/// <summary>The category of an <see cref="EksConnectorException"/>. The names are those of PowerShell's <c>ErrorCategory</c>.</summary>
public enum FailureCategory
{
    /// <summary>The category is unknown.</summary>
    NotSpecified,

    /// <summary>The identity of the caller could not be established.</summary>
    AuthenticationError,

    /// <summary>The caller is not permitted to perform the action.</summary>
    PermissionDenied,

    /// <summary>A specified object does not exist.</summary>
    ObjectNotFound,

    /// <summary>The connection to the server failed or was interrupted.</summary>
    ConnectionError,

    /// <summary>A time limit was exceeded.</summary>
    OperationTimeout,

    /// <summary>The value of a parameter is invalid.</summary>
    InvalidArgument,

    /// <summary>Data from a file or a server is invalid.</summary>
    InvalidData,

    /// <summary>The operation is not possible in the current state.</summary>
    InvalidOperation,

    /// <summary>The server is temporarily unavailable.</summary>
    ResourceUnavailable,

    /// <summary>A quota or rate limit was exceeded.</summary>
    LimitsExceeded,

    /// <summary>Trust could not be established.</summary>
    SecurityError,

    /// <summary>A file could not be written.</summary>
    WriteError,

    /// <summary>The result of a change could not be confirmed.</summary>
    InvalidResult,
}
