using Amazon.EKS.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EKS;

/// <summary>The settings of the client of EKS; what is not set here the SDK takes from environment and profile.</summary>
internal sealed class AmazonEKSConfig : ClientConfig
{
    /// <summary>The id that <c>AWS_ENDPOINT_URL_…</c> and a profile's services section are named by.</summary>
    public const string EksServiceId = "EKS";

    public AmazonEKSConfig()
        : base(new StandardDefaults())
    {
        ServiceId = EksServiceId;
        AuthenticationServiceName = "eks";
        EndpointProvider = new AmazonEKSEndpointProvider();
    }

    public override string ServiceVersion => "2017-11-01";

    public override string RegionEndpointServiceName => "eks";

    public override string UserAgent => "EKS";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(EksEndpointResolver.Parameters(this));

    private sealed class StandardDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
