using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using EksConnector.Aws.Http;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Connections;

/// <summary>The settings that the clients of all services have in common.</summary>
internal sealed class ClientSettings
{
    private static readonly string s_appId = "EksConnector-" + (typeof(ClientSettings).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly AwsConnectionSource _source;
    private readonly CredentialProfile? _profile;
    private readonly string _region;
    private readonly SharedHttp _http;

    public ClientSettings(AwsConnectionSource source, CredentialProfile? profile, string region, SharedHttp http)
    {
        _source = source;
        _profile = profile;
        _region = region;
        _http = http;
    }

    /// <summary>Sets them; what is not set here the SDK takes from environment and profile.</summary>
    public T Apply<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.Timeout = _source.RequestTimeout;
        config.DisableLogging = true;

        // The defaults of a mode (AWS_DEFAULTS_MODE) are time limits, and one of them asks the instance's metadata.
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        if (_source.ProfileName is { } profileName)
        {
            // The profile's endpoints (services section, endpoint_url) are found by this.
            config.Profile = new Profile(profileName);
        }

        if (string.IsNullOrEmpty(config.ClientAppId))
        {
            config.ClientAppId = s_appId;
        }

        // The SDK takes these two from the default profile alone, and reads the environment once for the process.
        if ((Flag("AWS_USE_FIPS_ENDPOINT") ?? _profile?.UseFIPSEndpoint) is { } fips)
        {
            config.UseFIPSEndpoint = fips;
        }

        if ((Flag("AWS_USE_DUALSTACK_ENDPOINT") ?? _profile?.UseDualstackEndpoint) is { } dualStack)
        {
            config.UseDualstackEndpoint = dualStack;
        }

        config.AuthenticationRegion = _region;
        if (_source.EndpointUrl is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(_region);
        }
        else
        {
            // For every service, as AWS_ENDPOINT_URL is: where one address stands for AWS, it stands for all of it.
            config.ServiceURL = _source.EndpointUrl;
        }

        return config;

        static bool? Flag(string name) => bool.TryParse(Environment.GetEnvironmentVariable(name), out bool value) ? value : null;
    }
}
