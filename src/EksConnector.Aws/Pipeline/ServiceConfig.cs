using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace EksConnector.Aws.Pipeline;

/// <summary>The settings of one service's client; what is not set here the SDK takes from environment and profile.</summary>
internal sealed class ServiceConfig : ClientConfig
{
    private static readonly string s_userAgent =
        "EksConnector/" + (typeof(ServiceConfig).Assembly.GetName().Version?.ToString(3) ?? "0");

    public ServiceConfig(ServiceModel service)
        : base(new FixedDefaults())
    {
        Service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.Host;
        EndpointProvider = new ServiceEndpoints(service);
    }

    public ServiceModel Service { get; }

    public override string ServiceVersion => Service.ApiVersion;

    public override string UserAgent => s_userAgent;

    public override string RegionEndpointServiceName => Service.Host;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this));

    // The defaults of a mode (AWS_DEFAULTS_MODE) are time limits, and the connection sets its own.
    private sealed class FixedDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
