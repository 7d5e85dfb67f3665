namespace EksConnector.Kubernetes.Http;

/// <summary>An answer whose body has not been read yet; disposing of it gives the connection back or ends it.</summary>
/// <param name="response">The answer's headers.</param>
/// <param name="body">Its body.</param>
internal sealed class ApiAnswer(HttpResponseMessage response, Stream body) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public Stream Body { get; } = body;

    public void Dispose()
    {
        Body.Dispose();
        Response.Dispose();
    }
}
