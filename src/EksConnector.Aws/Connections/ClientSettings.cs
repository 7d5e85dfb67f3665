using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using EksConnector.Aws.Http;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Connections;

/// <summary>The common settings of all service clients.</summary>
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

    /// <summary>Applies the settings. The SDK reads other settings from the environment and the profile.</summary>
    public T Apply<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.Timeout = _source.RequestTimeout;
        config.DisableLogging = true;

        // The defaults modes (AWS_DEFAULTS_MODE) set timeouts, and one of them queries the instance metadata.
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        if (_source.ProfileName is { } profileName)
        {
            // The SDK needs this to find the endpoints of the profile (services section, endpoint_url).
            config.Profile = new Profile(profileName);
        }

        if (string.IsNullOrEmpty(config.ClientAppId))
        {
            config.ClientAppId = s_appId;
        }

        // The SDK reads these two settings only from the default profile, and reads the environment once per process.
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
            // For all services, like AWS_ENDPOINT_URL.
            config.ServiceURL = _source.EndpointUrl;
        }

        return config;

        static bool? Flag(string name) => bool.TryParse(Environment.GetEnvironmentVariable(name), out bool value) ? value : null;
    }
}
