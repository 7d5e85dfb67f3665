using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace EksConnector.Aws.Pipeline;

/// <summary>The handler of the pipeline that asks <see cref="ServiceEndpoints"/>.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    /// <summary>Collects what the endpoint rules look at.</summary>
    public static EndpointParameters Parameters(IClientConfig config) => new()
    {
        [ServiceEndpoints.Region] = config.AuthenticationRegion ?? config.RegionEndpoint?.SystemName,
        [ServiceEndpoints.Configured] = config.ServiceURL,
        [ServiceEndpoints.Fips] = config.UseFIPSEndpoint,
        [ServiceEndpoints.DualStack] = config.UseDualstackEndpoint,
    };

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        Parameters(requestContext.ClientConfig);
}
