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
        if (!EksName().IsMatch(name))
        {
            // Some names would request another path: "..", or a name with a slash behind a proxy that decodes it.
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"'{name}' is not a valid name of an Amazon EKS cluster.",
                "Specify a name of up to 100 letters, digits, hyphens and underscores that begins with a letter or a digit.");
        }

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
    };

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z_-]{0,99}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EksName();
}
