using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Aws.Http;

/// <summary>
/// Reads the complete response before the SDK does, because the readers of the SDK have no size limit and cannot be canceled. Also
/// writes a trace message for each request and reads the clock of AWS from the response.
/// </summary>
internal sealed class ResponseHandler : DelegatingHandler
{
    /// <summary>The maximum length of a response body in bytes. A full page of the largest list needs a tenth of it.</summary>
    public const int MaximumBodyLength = 4 * 1024 * 1024;

    private readonly SharedHttp _owner;

    public ResponseHandler(SharedHttp owner, HttpMessageHandler inner)
        : base(inner) => _owner = owner;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        string outcome = "no response";
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                if (response.Headers.Date is { } date)
                {
                    _owner.ClockOffset = date - DateTimeOffset.UtcNow;
                }

                outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture) + ", incomplete response";
                await ReadAsync(response, request.Headers.Contains("X-Amz-Target"), cancellationToken).ConfigureAwait(false);
                outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        finally
        {
            // Only host and path, because the query of a presigned URL is secret.
            SharedHttp.Log?.Trace(string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Method} {Address(request.RequestUri)}: {outcome}, {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        }
    }

    private static string? Address(Uri? uri) => uri?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + uri?.AbsolutePath;

    private static async Task ReadAsync(HttpResponseMessage response, bool isSystemsManager, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaximumBodyLength)
        {
            throw new ResponseTooLongException();
        }

        using HttpContent content = response.Content;
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            byte[] buffer = new byte[16 * 1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                body.Write(buffer, 0, count);
                if (body.Length > MaximumBodyLength)
                {
                    throw new ResponseTooLongException();
                }
            }

            response.Content = isSystemsManager && response.IsSuccessStatusCode
                ? new ByteArrayContent(PlainJson.Reduce(body.GetBuffer().AsMemory(0, (int)body.Length)))
                : new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        }

        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            // The length is that of the received content, which may differ from the header.
            if (!string.Equals(header.Key, "Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }
    }
}
