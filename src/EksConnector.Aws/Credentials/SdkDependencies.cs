using Amazon;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using EksConnector.Aws.Http;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// Registers the clients for the credentials classes of our copy of AWSSDK.Core. By default the SDK uses the first assembly of the
/// process named AWSSDK.SecurityToken, AWSSDK.SSO, AWSSDK.SSOOIDC or AWSSDK.Signin from any load context, such as those of
/// AWS.Tools, whose types are not compatible.
/// </summary>
internal static class SdkDependencies
{
    private static readonly Lazy<bool> s_registered = new(RegisterAll);

    /// <summary>Registers the clients once.</summary>
    public static void Register() => _ = s_registered.Value;

    /// <summary>Creates the error for a profile that requires AWSSDK.Signin, which is not part of the module.</summary>
    public static EksConnectorException LoginNotSupported() => new(
        ErrorIds.AwsProfileInvalid,
        FailureCategory.InvalidArgument,
        "The AWS profile uses credentials from 'aws login' (login_session), which this module does not support.",
        "Add and use a profile with credential_process = aws configure export-credentials --profile NAME --format process, so that the AWS CLI provides the credentials.");

    private static bool RegisterAll()
    {
        GlobalRuntimeDependencyRegistry registry = GlobalRuntimeDependencyRegistry.Instance;

        // Our own classes assume roles with the source credentials. A call through this client would not have them, so it uses no
        // credentials and fails instead of assuming a role with another identity.
        registry.RegisterSecurityTokenServiceClient(context => new AmazonSecurityTokenServiceClient(
            new AnonymousAWSCredentials(),
            Settings(new AmazonSecurityTokenServiceConfig(), context.SecurityTokenServiceClientContextData.Region)));
        registry.RegisterSSOClient(context => new AmazonSSOClient(
            new AnonymousAWSCredentials(), Settings(new AmazonSSOConfig(), context.SSOClientContextData.Region)));
        registry.RegisterSSOOIDCClient(context => new AmazonSSOOIDCClient(
            new AnonymousAWSCredentials(), Settings(new AmazonSSOOIDCConfig(), context.SSOOIDCClientContextData.Region)));
        registry.RegisterSigninClient(_ => throw LoginNotSupported());
        return true;
    }

    private static T Settings<T>(T config, RegionEndpoint region)
        where T : ClientConfig
    {
        config.RegionEndpoint = region;
        config.HttpClientFactory = SharedHttp.Current;
        config.DisableLogging = true;
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        return config;
    }
}
