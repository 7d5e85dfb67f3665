using Amazon.EKS;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using EksConnector.Aws.Credentials;
using EksConnector.Aws.Errors;
using EksConnector.Aws.Http;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Connections;

/// <summary>The Region, credentials, HTTP connections and service clients that sessions share.</summary>
internal sealed class AwsConnection : IDisposable
{
    private readonly AwsConnectionSource _source;
    private readonly ClientSettings _settings;
    private AWSCredentials _credentials = new AnonymousAWSCredentials();
    private ImmutableCredentials? _lastUsedCredentials;

    private AwsConnection(AwsConnectionSource source, AwsProfiles profiles, string region, SharedHttp http)
    {
        _source = source;
        _settings = new ClientSettings(source, profiles.Selected, region, http);
        Http = http;
        Region = region;

        // Created before the credentials are found, because finding them may require an STS client with the same settings.
        var credentials = new ValidatedCredentials(() => _credentials, used => _lastUsedCredentials = used);
        Eks = new Lazy<AmazonEKSClient>(() => new AmazonEKSClient(credentials, _settings.Apply(new AmazonEKSConfig())));
        Ssm = new Lazy<AmazonSimpleSystemsManagementClient>(
            () => new AmazonSimpleSystemsManagementClient(credentials, _settings.Apply(new AmazonSimpleSystemsManagementConfig())));
        Sts = new Lazy<AmazonSecurityTokenServiceClient>(() => CreateStsClient(credentials));
    }

    /// <summary>The AWS Region.</summary>
    public string Region { get; }

    /// <summary>The timeout of a call including its retries.</summary>
    public TimeSpan RequestTimeout => _source.RequestTimeout;

    /// <summary>The difference between the clock of AWS and the clock of this computer; positive if the clock of AWS is ahead.</summary>
    public TimeSpan? ClockOffset => Http.ClockOffset;

    /// <summary>The shared HTTP connections.</summary>
    public SharedHttp Http { get; }

    /// <summary>The EKS client.</summary>
    public Lazy<AmazonEKSClient> Eks { get; }

    /// <summary>The Systems Manager client.</summary>
    public Lazy<AmazonSimpleSystemsManagementClient> Ssm { get; }

    /// <summary>The STS client.</summary>
    public Lazy<AmazonSecurityTokenServiceClient> Sts { get; }

    /// <summary>Whether the credentials were rejected, so that the next session must find credentials again.</summary>
    public bool HasRejectedCredentials { get; set; }

    /// <summary>The time stamp of the last use.</summary>
    public long LastUsed { get; set; }

    /// <summary>The secrets that must be redacted in messages.</summary>
    public IEnumerable<string> Secrets =>
        SecretsOf(_source).Concat(new[] { _lastUsedCredentials?.SecretKey, _lastUsedCredentials?.Token }.OfType<string>());

    /// <summary>Opens a connection: finds the Region and the credentials.</summary>
    public static async Task<AwsConnection> OpenAsync(
        AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        SdkDependencies.Register();
        var http = new SharedHttp(source.RequestTimeout);
        http.SetCurrent(log);
        try
        {
            return await TimeLimit.RunAsync(FindAsync, source.RequestTimeout, e => Translate(e, source), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            http.Dispose();
            throw;
        }

        async Task<AwsConnection> FindAsync(CancellationToken timeoutToken)
        {
            AwsProfiles profiles = await AwsProfiles.ReadAsync(source.ProfileName, log, timeoutToken).ConfigureAwait(false);
            string region = await RegionFinder.FindAsync(source, profiles.Selected, timeoutToken).ConfigureAwait(false);
            var connection = new AwsConnection(source, profiles, region, http);
            connection._credentials = await new CredentialFinder(source, profiles, connection.CreateStsClient).FindAsync(timeoutToken).ConfigureAwait(false);

            // Get the credentials now, so that a failure is reported as a credentials error. Some credential sources block.
            await Task.Run(connection._credentials.GetCredentialsAsync, timeoutToken).WaitAsync(timeoutToken).ConfigureAwait(false);
            return connection;
        }
    }

    /// <summary>Translates an exception that occurred while the Region and the credentials were found.</summary>
    public static EksConnectorException Translate(Exception exception, AwsConnectionSource source) => AwsErrors.Translate(
        exception,
        new AwsCallSite("the AWS credentials", source.Region) { Endpoint = source.EndpointUrl, IsCredentials = true },
        source.RequestTimeout,
        SecretsOf(source));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(Eks);
        Dispose(Ssm);
        Dispose(Sts);
        Http.Dispose();
    }

    private static IEnumerable<string> SecretsOf(AwsConnectionSource source) =>
        new[] { source.SecretAccessKey, source.SessionToken, source.WebIdentityToken }.OfType<SecretText>().Select(secret => secret.Reveal());

    private static void Dispose<T>(Lazy<T> client)
        where T : IDisposable
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private AmazonSecurityTokenServiceClient CreateStsClient(AWSCredentials credentials) =>
        new(credentials, _settings.Apply(new AmazonSecurityTokenServiceConfig()));
}
