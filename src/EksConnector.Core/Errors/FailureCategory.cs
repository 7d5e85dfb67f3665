namespace EksConnector;

/// <summary>
/// The category of an <see cref="EksConnectorException"/>. The names are those of the PowerShell <c>ErrorCategory</c>
/// enumeration.
/// </summary>
public enum FailureCategory
{
    /// <summary>The category is not known.</summary>
    NotSpecified,

    /// <summary>The identity of the caller could not be verified.</summary>
    AuthenticationError,

    /// <summary>The caller does not have the required permission.</summary>
    PermissionDenied,

    /// <summary>A specified object does not exist.</summary>
    ObjectNotFound,

    /// <summary>The connection to the server could not be established or was lost.</summary>
    ConnectionError,

    /// <summary>A timeout elapsed.</summary>
    OperationTimeout,

    /// <summary>The value of a parameter is not valid.</summary>
    InvalidArgument,

    /// <summary>Data from a file or a server is not valid.</summary>
    InvalidData,

    /// <summary>The operation is not valid in the current state.</summary>
    InvalidOperation,

    /// <summary>The server is temporarily unavailable.</summary>
    ResourceUnavailable,

    /// <summary>A quota or a rate limit was exceeded.</summary>
    LimitsExceeded,

    /// <summary>Trust could not be established.</summary>
    SecurityError,

    /// <summary>A file could not be written.</summary>
    WriteError,

    /// <summary>A result does not meet the requirement.</summary>
    InvalidResult,
}
