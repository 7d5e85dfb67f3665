namespace EksConnector.Core;

/// <summary>Tells the failures that may pass by themselves, so that what takes long goes on after them.</summary>
internal static class PassingFaults
{
    private static readonly string[] s_ids =
    [
        ErrorIds.ConnectionFailed, ErrorIds.ConnectionRefused, ErrorIds.RequestTimeout, ErrorIds.ApiServerError, ErrorIds.Throttled,
        ErrorIds.DnsFailed, ErrorIds.ProxyFailed, ErrorIds.ResourceExpired,
    ];

    public static bool Contains(EksConnectorException exception) => s_ids.Contains(exception.ErrorId);
}
