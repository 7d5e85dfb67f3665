using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EksConnector.Aws.Pipeline;
using EksConnector.Aws.Sessions;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Eks;

/// <summary>The calls of the EKS API.</summary>
internal sealed partial class EksClient : IEksClient
{
    private readonly AwsConnection _connection;
    private readonly IOperationLog _log;

    public EksClient(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        _log = log;
    }

    public async Task<EksCluster> DescribeClusterAsync(string name, CancellationToken cancellationToken)
    {
        if (!EksName().IsMatch(name))
        {
            // Some of these would ask for something else: "..", or a name with a slash behind a proxy that decodes it.
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"'{name}' cannot be the name of an EKS cluster.",
                "A name has up to 100 letters, digits, hyphens and underscores, and begins with a letter or a digit.");
        }

        SharedHttp.TellTo(_log);
        var call = new ServiceCall
        {
            Action = "DescribeCluster",
            Path = "/clusters/{name}",
            PathValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name },
        };
        return await _connection.AskAsync(ServiceModel.Eks, call, name, EksJson.ReadCluster, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<string> ListClustersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            // Without "all" EKS leaves out the connected clusters.
            var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["include"] = "all" };
            if (next is not null)
            {
                query["nextToken"] = next;
            }

            SharedHttp.TellTo(_log);
            var call = new ServiceCall { Action = "ListClusters", Path = "/clusters", Query = query };
            string? asked = next;
            (IReadOnlyList<string> names, next) = await _connection.AskAsync(
                ServiceModel.Eks,
                call,
                null,
                answer => (EksJson.ReadNames(answer), JsonFields.NextPage(answer, "nextToken", asked)),
                cancellationToken).ConfigureAwait(false);
            foreach (string name in names)
            {
                yield return name;
            }
        }
        while (next is not null);
    }

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z_-]{0,99}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EksName();
}
