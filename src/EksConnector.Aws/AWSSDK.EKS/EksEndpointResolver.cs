using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EKS.Internal;

/// <summary>Asks <see cref="AmazonEKSEndpointProvider"/> where a request goes.</summary>
internal sealed class EksEndpointResolver : BaseEndpointResolver
{
    /// <summary>Collects what the endpoint rules look at.</summary>
    public static EndpointParameters Parameters(IClientConfig config) => new()
    {
        [AmazonEKSEndpointProvider.Region] = config.AuthenticationRegion ?? config.RegionEndpoint?.SystemName,
        [AmazonEKSEndpointProvider.Endpoint] = config.ServiceURL,
        [AmazonEKSEndpointProvider.UseFips] = config.UseFIPSEndpoint,
        [AmazonEKSEndpointProvider.UseDualStack] = config.UseDualstackEndpoint,
    };

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        Parameters(requestContext.ClientConfig);
}
