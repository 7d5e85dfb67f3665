using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EKS.Internal;

/// <summary>Resolves the endpoint of a request with <see cref="AmazonEKSEndpointProvider"/>.</summary>
internal sealed class EksEndpointResolver : BaseEndpointResolver
{
    /// <summary>Returns the parameters of the endpoint rules.</summary>
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
