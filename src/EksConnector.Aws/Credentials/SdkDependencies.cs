using Amazon;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using EksConnector.Aws.Http;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// Tells our copy of AWSSDK.Core which clients its credentials classes use. Unasked it would take the first assembly of
/// the process named AWSSDK.SecurityToken, AWSSDK.SSO, AWSSDK.SSOOIDC or AWSSDK.Signin, from whichever load context:
/// beside AWS.Tools, theirs, whose types do not fit ours.
/// </summary>
internal static class SdkDependencies
{
    private static readonly Lazy<bool> s_registered = new(RegisterAll);

    /// <summary>Registers the clients, once for our copy of AWSSDK.Core.</summary>
    public static void Register() => _ = s_registered.Value;

    /// <summary>What is said where a profile needs AWSSDK.Signin, which the module does not have.</summary>
    public static EksConnectorException NoLogin() => new(
        ErrorIds.AwsProfileInvalid,
        FailureCategory.InvalidArgument,
        "The AWS profile uses credentials from 'aws login' (login_session), which this module does not support.",
        "Add and use a profile with credential_process = aws configure export-credentials --profile NAME --format process, so that the AWS CLI provides the credentials.");

    private static bool RegisterAll()
    {
        GlobalRuntimeDependencyRegistry registry = GlobalRuntimeDependencyRegistry.Instance;

        // Roles are assumed by our own classes, with the source's credentials. A call that came here all the same would
        // not say which those are: without credentials it fails, rather than assume a role as somebody else.
        registry.RegisterSecurityTokenServiceClient(context => new AmazonSecurityTokenServiceClient(
            new AnonymousAWSCredentials(),
            Settings(new AmazonSecurityTokenServiceConfig(), context.SecurityTokenServiceClientContextData.Region)));
        registry.RegisterSSOClient(context => new AmazonSSOClient(
            new AnonymousAWSCredentials(), Settings(new AmazonSSOConfig(), context.SSOClientContextData.Region)));
        registry.RegisterSSOOIDCClient(context => new AmazonSSOOIDCClient(
            new AnonymousAWSCredentials(), Settings(new AmazonSSOOIDCConfig(), context.SSOOIDCClientContextData.Region)));
        registry.RegisterSigninClient(_ => throw NoLogin());
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
