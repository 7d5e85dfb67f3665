using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.Util;
using EksConnector.Aws.Credentials;
using EksConnector.Aws.Errors;
using EksConnector.Aws.Pipeline;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Sessions;

/// <summary>What sessions share: region, credentials, HTTP connections and the clients of the services.</summary>
internal sealed class AwsConnection : IDisposable
{
    private readonly AwsConnectionSource _source;
    private readonly SharedHttp _http;
    private readonly AwsProfiles _profiles;
    private readonly Lazy<ServiceClient> _eks;
    private readonly Lazy<ServiceClient> _ssm;
    private readonly Lazy<AmazonSecurityTokenServiceClient> _sts;
    private AWSCredentials _credentials = new AnonymousAWSCredentials();
    private ImmutableCredentials? _lastUsedCredentials;

    private AwsConnection(AwsConnectionSource source, AwsProfiles profiles, string region)
    {
        _source = source;
        _profiles = profiles;
        _http = new SharedHttp(source.RequestTimeout);
        Region = region;
        var credentials = new CurrentCredentials(this);
        _eks = new Lazy<ServiceClient>(() => new ServiceClient(credentials, Configure(new ServiceConfig(ServiceModel.Eks))));
        _ssm = new Lazy<ServiceClient>(() => new ServiceClient(credentials, Configure(new ServiceConfig(ServiceModel.Ssm))));
        _sts = new Lazy<AmazonSecurityTokenServiceClient>(() => MakeSts(credentials));
    }

    /// <summary>The region that is asked.</summary>
    public string Region { get; }

    /// <summary>How far AWS's clock is ahead.</summary>
    public TimeSpan? ClockOffset => _http.ClockOffset;

    /// <summary>Whether credentials or their use failed, so that the next session has to look for them again.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>When the connection was used last, in the cache's ticks.</summary>
    public long LastUsed { get; set; }

    /// <summary>Finds region and credentials.</summary>
    public static async Task<AwsConnection> OpenAsync(
        AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        SharedHttp.TellTo(log);
        SdkDependencies.Register();
        var site = new AwsCallSite("the AWS credentials", source.Region, source.EndpointUrl) { IsCredentials = true };
        return await LimitAsync(OpenInTimeAsync, source.RequestTimeout, site, SecretsOf(source), cancellationToken).ConfigureAwait(false);

        async Task<AwsConnection> OpenInTimeAsync(CancellationToken limited)
        {
            // Off the caller's thread: files are read, and some of the SDK's sources of credentials block.
            await Task.Yield();
            AwsProfiles profiles = AwsProfiles.Read(source.ProfileName, log);
            string region = await FindRegionAsync(source, profiles, limited).ConfigureAwait(false);
            var connection = new AwsConnection(source, profiles, region);
            try
            {
                var finder = new CredentialFinder(source, profiles, connection.MakeSts);
                connection._credentials = await finder.FindAsync(limited).ConfigureAwait(false);

                // Now, so that a failure is told as one of the credentials.
                await Task.Run(connection._credentials.GetCredentialsAsync, CancellationToken.None)
                    .WaitAsync(limited).ConfigureAwait(false);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sends a call to a service and makes Core's exceptions of what goes wrong.</summary>
    public Task<T> AskAsync<T>(
        ServiceModel service, ServiceCall call, string? clusterName, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        ServiceClient client = (service == ServiceModel.Eks ? _eks : _ssm).Value;
        var site = new AwsCallSite(service.Host + ":" + call.Action, Region, EndpointOf(client.Config, service.Host))
        {
            ClusterName = clusterName,
            HasOwnEndpoint = client.Config.ServiceURL is not null,
        };
        return AskAsync(site, AskAndReadAsync, cancellationToken);

        async Task<T> AskAndReadAsync(CancellationToken limited)
        {
            JsonElement answer = await client.SendAsync(call, limited).ConfigureAwait(false);
            try
            {
                return read(answer);
            }
            catch (InvalidOperationException e)
            {
                // A value of another kind than the model's.
                throw new JsonException("The answer has not the form that it should have.", e);
            }
        }
    }

    /// <summary>Sends a call to STS and makes Core's exceptions of what goes wrong.</summary>
    public Task<T> AskStsAsync<T>(
        string action, Func<AmazonSecurityTokenServiceClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        AmazonSecurityTokenServiceClient client = _sts.Value;
        var site = new AwsCallSite("sts:" + action, Region, EndpointOf(client.Config, "sts"))
        {
            HasOwnEndpoint = client.Config.ServiceURL is not null,
        };
        return AskAsync(site, limited => ask(client, limited), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<ServiceClient> client in new[] { _eks, _ssm })
        {
            if (client.IsValueCreated)
            {
                client.Value.Dispose();
            }
        }

        if (_sts.IsValueCreated)
        {
            _sts.Value.Dispose();
        }

        _http.Dispose();
    }

    private static IEnumerable<string> SecretsOf(AwsConnectionSource source) =>
        new[] { source.SecretAccessKey, source.SessionToken, source.WebIdentityToken }
            .Select(secret => secret?.Reveal() ?? string.Empty).Where(secret => secret.Length > 0);

    private static IEnumerable<string> SecretsOf(ImmutableCredentials? credentials) =>
        new[] { credentials?.SecretKey, credentials?.Token }.OfType<string>().Where(secret => secret.Length > 0);

    [SuppressMessage("Design", "CA1031", Justification = "Every exception leaves the adapter as one of Core.")]
    private static async Task<T> LimitAsync<T>(
        Func<CancellationToken, Task<T>> work,
        TimeSpan timeout,
        AwsCallSite site,
        IEnumerable<string> secrets,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            // Not everything beneath obeys its token.
            return await work(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw AwsErrors.Translate(e, site, timeout, secrets);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the instance's metadata fail with, there is no region.")]
    private static async Task<string> FindRegionAsync(
        AwsConnectionSource source, AwsProfiles profiles, CancellationToken cancellationToken)
    {
        string? region = source.Region
            ?? Variable("AWS_REGION")
            ?? Variable("AWS_DEFAULT_REGION")
            ?? profiles.Selected?.Region?.SystemName;
        if (region is null && source.AccessKeyId is null && source.ProfileName is null)
        {
            try
            {
                region = (await Task.Run(() => EC2InstanceMetadata.Region, CancellationToken.None)
                    .WaitAsync(TimeSpan.FromSeconds(3), cancellationToken).ConfigureAwait(false))?.SystemName;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Told below: most machines simply are not in EC2.
            }
        }

        if (region is null)
        {
            throw new EksConnectorException(
                ErrorIds.AwsRegionMissing,
                FailureCategory.InvalidArgument,
                "No AWS region was found: not in the environment, not in the profile.",
                "Give -Region, set AWS_REGION, or set the profile's region with: aws configure set region REGION");
        }

        if (region.Length > 63 || region.StartsWith('-') || region.EndsWith('-') || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new EksConnectorException(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"'{region}' is not the name of an AWS region.",
                "Give a region such as eu-west-1.");
        }

        return region;

        static string? Variable(string name) =>
            Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    private async Task<T> AskAsync<T>(AwsCallSite site, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await LimitAsync(
                ask,
                _source.RequestTimeout,
                site,
                SecretsOf(_source).Concat(SecretsOf(_lastUsedCredentials)),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException e) when (e.Category is FailureCategory.AuthenticationError or FailureCategory.PermissionDenied)
        {
            IsSpent = true;
            throw;
        }
    }

    private string EndpointOf(IClientConfig config, string host) => config.ServiceURL ?? host + "." + Region;

    private AmazonSecurityTokenServiceClient MakeSts(AWSCredentials credentials) =>
        new(credentials, Configure(new AmazonSecurityTokenServiceConfig()));

    private T Configure<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.Timeout = _source.RequestTimeout;
        config.DisableLogging = true;
        if (_source.ProfileName is { } profileName)
        {
            // The profile's endpoints (services section, endpoint_url) are found by this.
            config.Profile = new Profile(profileName);
        }

        // The SDK takes these two from the default profile alone, and reads the environment once for the process.
        if ((Flag("AWS_USE_FIPS_ENDPOINT") ?? _profiles.Selected?.UseFIPSEndpoint) is { } fips)
        {
            config.UseFIPSEndpoint = fips;
        }

        if ((Flag("AWS_USE_DUALSTACK_ENDPOINT") ?? _profiles.Selected?.UseDualstackEndpoint) is { } dualStack)
        {
            config.UseDualstackEndpoint = dualStack;
        }

        config.AuthenticationRegion = Region;
        if (_source.EndpointUrl is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            // For every service, as AWS_ENDPOINT_URL is: where one address stands for AWS, it stands for all of it.
            config.ServiceURL = _source.EndpointUrl;
        }

        return config;

        static bool? Flag(string name) => bool.TryParse(Environment.GetEnvironmentVariable(name), out bool value) ? value : null;
    }

    // The client is made before the credentials are found: finding them may need a client of STS with the same settings.
    private sealed class CurrentCredentials : AWSCredentials
    {
        private readonly AwsConnection _owner;

        public CurrentCredentials(AwsConnection owner) => _owner = owner;

        public override ImmutableCredentials GetCredentials() =>
            _owner._lastUsedCredentials = _owner._credentials.GetCredentials();

        public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
            _owner._lastUsedCredentials = await _owner._credentials.GetCredentialsAsync().ConfigureAwait(false);
    }
}
