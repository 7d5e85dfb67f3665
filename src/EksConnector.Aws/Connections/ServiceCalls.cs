using System.Diagnostics;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using EksConnector.Aws.Errors;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Connections;

/// <summary>Sends the calls of one operation: in time, told to its log, and with Core's exceptions for what goes wrong.</summary>
internal sealed class ServiceCalls
{
    // More than any account has. A server that answers more does not want to come to an end.
    private const int MostPages = 1000;
    private const int MostItems = 100_000;
    private const int LongestToken = 16 * 1024;

    private readonly AwsConnection _connection;
    private readonly IOperationLog _log;

    public ServiceCalls(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        _log = log;
    }

    /// <summary>Sends one call.</summary>
    /// <param name="client">The service's client.</param>
    /// <param name="action">The call as IAM names it, such as <c>eks:DescribeCluster</c>.</param>
    /// <param name="clusterName">The cluster that is asked for; null for none.</param>
    /// <param name="ask">Asks, and reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<T> AskAsync<TClient, T>(
        Lazy<TClient> client, string action, string? clusterName, Func<TClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where TClient : AmazonServiceClient =>
        AskAsync(client, action, clusterName, ask, _connection.RequestTimeout, cancellationToken);

    /// <summary>Sends the calls of a list, page by page. All pages share the time limit of one call.</summary>
    /// <param name="client">The service's client.</param>
    /// <param name="action">The call as IAM names it.</param>
    /// <param name="ask">Asks for the page of a token (null for the first), and reads its items and the token of the next page.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async IAsyncEnumerable<T> ListAsync<TClient, T>(
        Lazy<TClient> client,
        string action,
        Func<TClient, string?, CancellationToken, Task<(List<T>? Items, string? Next)>> ask,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TClient : AmazonServiceClient
    {
        TimeSpan left = _connection.RequestTimeout;
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        int count = 0;
        do
        {
            long start = Stopwatch.GetTimestamp();
            string? token = next;
            (List<T>? items, next) = await AskAsync(client, action, null, AskOneAsync, left, cancellationToken).ConfigureAwait(false);
            left -= Stopwatch.GetElapsedTime(start);
            foreach (T item in items ?? [])
            {
                yield return item;
            }

            async Task<(List<T>? Items, string? Next)> AskOneAsync(TClient asked, CancellationToken limited)
            {
                (List<T>? Items, string? Next) page = await ask(asked, token, limited).ConfigureAwait(false);
                count += page.Items?.Count ?? 0;
                return page.Next is not { Length: > 0 } || (count <= MostItems && tokens.Count < MostPages && page.Next.Length <= LongestToken && tokens.Add(page.Next))
                    ? page
                    : throw new FormatException("The pages have no end.");
            }
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<T> AskAsync<TClient, T>(
        Lazy<TClient> client,
        string action,
        string? clusterName,
        Func<TClient, CancellationToken, Task<T>> ask,
        TimeSpan limit,
        CancellationToken cancellationToken)
        where TClient : AmazonServiceClient
    {
        var site = new AwsCallSite(action, _connection.Region) { ClusterName = clusterName };
        _connection.Http.Use(_log);
        try
        {
            return await TimeLimit.KeepAsync(AskNowAsync, limit, Translate, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException e) when (e.Category is FailureCategory.AuthenticationError or FailureCategory.PermissionDenied)
        {
            _connection.IsSpent = true;
            throw;
        }

        Task<T> AskNowAsync(CancellationToken limited)
        {
            site = site with { Endpoint = client.Value.Config.ServiceURL };
            return AskWithRightClockAsync(limited);
        }

        async Task<T> AskWithRightClockAsync(CancellationToken limited)
        {
            try
            {
                return await ask(client.Value, limited).ConfigureAwait(false);
            }
            catch (AmazonServiceException e) when (AwsErrors.IsClock(e))
            {
                // The SDK has learned AWS's clock, but does not repeat the call once it has spent its quota of retries for the endpoint.
                return await ask(client.Value, limited).ConfigureAwait(false);
            }
        }

        EksConnectorException Translate(Exception e) => AwsErrors.Translate(e, site, _connection.RequestTimeout, _connection.Secrets);
    }
}
