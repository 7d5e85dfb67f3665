using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EksConnector.Aws.Pipeline;

/// <summary>
/// A client of one service on the SDK's own pipeline, as the SDK's generated clients are: marshalling, endpoint, signature,
/// retries with clock correction, user agent and the reading of errors are the SDK's.
/// </summary>
internal sealed class ServiceClient : AmazonServiceClient
{
    private readonly InvokeOptions _options;

    public ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config)
    {
        _options = new InvokeOptions
        {
            RequestMarshaller = new ServiceCall.Marshaller(config.Service),
            ResponseUnmarshaller = ServiceAnswer.Unmarshaller.Instance,
        };
    }

    public async Task<JsonElement> SendAsync(ServiceCall call, CancellationToken cancellationToken) =>
        (await InvokeAsync<ServiceAnswer>(call, _options, cancellationToken).ConfigureAwait(false)).Json;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
    }
}
