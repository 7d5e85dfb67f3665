namespace EksConnector.Core;

/// <summary>The error IDs of transient errors, after which long-running operations continue.</summary>
internal static class TransientErrors
{
    private static readonly string[] s_ids =
    [
        ErrorIds.ConnectionFailed, ErrorIds.ConnectionRefused, ErrorIds.RequestTimeout, ErrorIds.ApiServerError, ErrorIds.Throttled,
        ErrorIds.DnsFailed, ErrorIds.ProxyFailed, ErrorIds.ResourceExpired,
    ];

    public static bool Contains(EksConnectorException exception) => s_ids.Contains(exception.ErrorId);
}
