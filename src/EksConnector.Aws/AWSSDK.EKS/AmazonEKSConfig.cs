using Amazon.EKS.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EKS;

/// <summary>The configuration of the EKS client. The SDK reads other settings from the environment and the profile.</summary>
internal sealed class AmazonEKSConfig : ClientConfig
{
    /// <summary>The service ID in <c>AWS_ENDPOINT_URL_…</c> and in the services section of a profile.</summary>
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
