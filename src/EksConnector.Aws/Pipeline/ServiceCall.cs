using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace EksConnector.Aws.Pipeline;

/// <summary>One call of a JSON API, as HTTP sees it.</summary>
internal sealed class ServiceCall : AmazonWebServiceRequest
{
    /// <summary>The name of the action, as IAM writes it after the colon.</summary>
    public required string Action { get; init; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The path, with <c>{names}</c> that <see cref="PathValues"/> fills in.</summary>
    public string Path { get; init; } = "/";

    /// <summary>What goes into the path; it is encoded there.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What goes into the query; it is encoded there.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The JSON that is sent (UTF-8); null for none.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Makes the SDK's request of it.</summary>
    internal sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        private readonly ServiceModel _service;

        public Marshaller(ServiceModel service) => _service = service;

        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var call = (ServiceCall)input;
            var request = new DefaultRequest(call, _service.ServiceId)
            {
                HttpMethod = call.Method,
                ResourcePath = call.Path,
                UseQueryString = call.Query.Count > 0,
            };
            foreach (KeyValuePair<string, string> value in call.PathValues)
            {
                request.AddPathResource("{" + value.Key + "}", value.Value);
            }

            foreach (KeyValuePair<string, string> value in call.Query)
            {
                request.Parameters.Add(value.Key, value.Value);
            }

            if (call.Content is not null)
            {
                request.Content = call.Content;
                request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            }

            if (_service.TargetPrefix is { } prefix)
            {
                request.Headers["X-Amz-Target"] = prefix + "." + call.Action;
            }

            return request;
        }
    }
}
