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

/// <summary>What sessions share: region, credentials, HTTP connections and the clients of the services.</summary>
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

        // Made before the credentials are found: finding them may need a client of STS with the same settings.
        var credentials = new CheckedCredentials(() => _credentials, used => _lastUsedCredentials = used);
        Eks = new Lazy<AmazonEKSClient>(() => new AmazonEKSClient(credentials, _settings.Apply(new AmazonEKSConfig())));
        Ssm = new Lazy<AmazonSimpleSystemsManagementClient>(
            () => new AmazonSimpleSystemsManagementClient(credentials, _settings.Apply(new AmazonSimpleSystemsManagementConfig())));
        Sts = new Lazy<AmazonSecurityTokenServiceClient>(() => MakeSts(credentials));
    }

    /// <summary>The region that is asked.</summary>
    public string Region { get; }

    /// <summary>How long a call with its retries may take.</summary>
    public TimeSpan RequestTimeout => _source.RequestTimeout;

    /// <summary>How far AWS's clock is ahead.</summary>
    public TimeSpan? ClockOffset => Http.ClockOffset;

    /// <summary>The HTTP connections.</summary>
    public SharedHttp Http { get; }

    /// <summary>The client of EKS.</summary>
    public Lazy<AmazonEKSClient> Eks { get; }

    /// <summary>The client of Systems Manager.</summary>
    public Lazy<AmazonSimpleSystemsManagementClient> Ssm { get; }

    /// <summary>The client of STS.</summary>
    public Lazy<AmazonSecurityTokenServiceClient> Sts { get; }

    /// <summary>Whether credentials or their use failed, so that the next session has to look for them again.</summary>
    public bool IsSpent { get; set; }

    /// <summary>When the connection was used last, in the cache's ticks.</summary>
    public long LastUsed { get; set; }

    /// <summary>Texts that must not be told.</summary>
    public IEnumerable<string> Secrets =>
        SecretsOf(_source).Concat(new[] { _lastUsedCredentials?.SecretKey, _lastUsedCredentials?.Token }.OfType<string>());

    /// <summary>Finds region and credentials.</summary>
    public static async Task<AwsConnection> OpenAsync(
        AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        SdkDependencies.Register();
        var http = new SharedHttp(source.RequestTimeout);
        http.Use(log);
        try
        {
            return await TimeLimit.KeepAsync(FindAsync, source.RequestTimeout, e => Translate(e, source), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            http.Dispose();
            throw;
        }

        async Task<AwsConnection> FindAsync(CancellationToken limited)
        {
            AwsProfiles profiles = await AwsProfiles.ReadAsync(source.ProfileName, log, limited).ConfigureAwait(false);
            string region = await RegionFinder.FindAsync(source, profiles.Selected, limited).ConfigureAwait(false);
            var connection = new AwsConnection(source, profiles, region, http);
            connection._credentials = await new CredentialFinder(source, profiles, connection.MakeSts).FindAsync(limited).ConfigureAwait(false);

            // Now, so that a failure is told as one of the credentials. Some sources block.
            await Task.Run(connection._credentials.GetCredentialsAsync, limited).WaitAsync(limited).ConfigureAwait(false);
            return connection;
        }
    }

    /// <summary>Makes Core's exception of what goes wrong while region and credentials are found.</summary>
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

    private AmazonSecurityTokenServiceClient MakeSts(AWSCredentials credentials) =>
        new(credentials, _settings.Apply(new AmazonSecurityTokenServiceConfig()));
}
