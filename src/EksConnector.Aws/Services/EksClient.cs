using System.Text.RegularExpressions;
using Amazon.EKS;
using Amazon.EKS.Model;
using EksConnector.Aws.Connections;
using EksConnector.Aws.Errors;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Services;

/// <summary>The calls of the EKS API.</summary>
internal sealed partial class EksClient : IEksClient
{
    private readonly Lazy<AmazonEKSClient> _client;
    private readonly ServiceCalls _calls;

    public EksClient(Lazy<AmazonEKSClient> client, ServiceCalls calls)
    {
        _client = client;
        _calls = calls;
    }

    public async Task<EksCluster> DescribeClusterAsync(string name, CancellationToken cancellationToken)
    {
        Check(name);
        return await _calls.CallAsync(
            _client,
            "eks:DescribeCluster",
            name,
            async (eks, timeoutToken) =>
            {
                DescribeClusterResponse response = await eks.DescribeClusterAsync(new DescribeClusterRequest { Name = name }, timeoutToken)
                    .ConfigureAwait(false);
                return response.Cluster is { } cluster && string.Equals(cluster.Name, name, StringComparison.Ordinal)
                    ? Read(name, cluster)
                    : throw new FormatException("The response is for another cluster.");
            },
            cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<string> ListClustersAsync(CancellationToken cancellationToken) => _calls.ListAsync(
        _client,
        "eks:ListClusters",
        async (eks, next, timeoutToken) =>
        {
            // EKS omits connected clusters without "all".
            ListClustersResponse response = await eks.ListClustersAsync(
                new ListClustersRequest { Include = ["all"], NextToken = next }, timeoutToken).ConfigureAwait(false);
            return response.Clusters is { } names && names.TrueForAll(name => EksName().IsMatch(name))
                ? (names, response.NextToken)
                : throw new FormatException("The response contains no cluster names.");
        },
        cancellationToken);

    public async Task<EksRegistration> RegisterClusterAsync(EksRegistrationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Name);
        return await _calls.CallAsync(
            _client,
            "eks:RegisterCluster",
            request.Name,
            async (eks, timeoutToken) =>
            {
                var sent = new RegisterClusterRequest
                {
                    Name = request.Name,
                    ClientRequestToken = request.ClientRequestToken,
                    ConnectorConfig = new ConnectorConfigRequest { RoleArn = request.RoleArn, Provider = request.Provider },
                    Tags = request.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags, StringComparer.Ordinal) : null,
                };
                RegisterClusterResponse response = await eks.RegisterClusterAsync(sent, timeoutToken).ConfigureAwait(false);
                return response.Cluster is { } cluster && string.Equals(cluster.Name, request.Name, StringComparison.Ordinal)
                    && Guid.TryParseExact(cluster.ConnectorConfig?.ActivationId, "D", out Guid id) && cluster.ConnectorConfig.ActivationCode is { Length: > 0 } code
                        ? new EksRegistration(Read(request.Name, cluster), id.ToString("D"), new SecretText(code))
                        : throw new FormatException("The response has no activation of the cluster.");
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task DeregisterClusterAsync(string name, CancellationToken cancellationToken)
    {
        Check(name);
        _ = await _calls.CallAsync(
            _client,
            "eks:DeregisterCluster",
            name,
            async (eks, timeoutToken) =>
            {
                DeregisterClusterResponse response = await eks.DeregisterClusterAsync(new DeregisterClusterRequest { Name = name }, timeoutToken).ConfigureAwait(false);
                return response.Cluster is { } cluster && string.Equals(cluster.Name, name, StringComparison.Ordinal)
                    ? true
                    : throw new FormatException("The response is not about the cluster.");
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Some of these would request something else: "..", or a name with a slash behind a proxy that decodes it.
    private static void Check(string name)
    {
        if (!EksName().IsMatch(name))
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"'{name}' is not a valid name of an Amazon EKS cluster.",
                "Specify a name of up to 100 letters, digits, hyphens and underscores that begins with a letter or a digit.");
        }
    }

    private static EksCluster Read(string name, Cluster cluster) => new()
    {
        Name = name,
        Arn = AwsText.Clean(cluster.Arn),
        Status = AwsText.Clean(cluster.Status?.Value),
        CreatedAt = cluster.CreatedAt,
        ConnectorConfig = cluster.ConnectorConfig is { } config
            ? new EksConnectorConfig
            {
                ActivationId = AwsText.Clean(config.ActivationId),
                ActivationExpiry = config.ActivationExpiry,
                Provider = AwsText.Clean(config.Provider),
                RoleArn = AwsText.Clean(config.RoleArn),
            }
            : null,
        Tags = cluster.Tags is { Count: > 0 } ? cluster.Tags : null,
    };

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z_-]{0,99}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EksName();
}
