using System.Diagnostics;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using EksConnector.Aws.Errors;
using EksConnector.Aws.Http;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Connections;

/// <summary>Sends the calls of one operation with a timeout and trace messages, and translates exceptions.</summary>
internal sealed class ServiceCalls
{
    // More than any account has; a server that returns more pages may never end.
    private const int MaxPages = 1000;
    private const int MaxItems = 100_000;
    private const int MaximumTokenLength = 16 * 1024;

    private readonly AwsConnection _connection;
    private readonly IOperationLog _log;

    public ServiceCalls(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        _log = log;
    }

    /// <summary>Sends one call.</summary>
    /// <param name="client">The client of the service.</param>
    /// <param name="action">The IAM action of the call, such as <c>eks:DescribeCluster</c>.</param>
    /// <param name="clusterName">The name of the cluster, for errors; null for none.</param>
    /// <param name="send">The function that sends the request and reads the response.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    public Task<T> CallAsync<TClient, T>(
        Lazy<TClient> client, string action, string? clusterName, Func<TClient, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
        where TClient : AmazonServiceClient =>
        CallAsync(client, action, clusterName, send, _connection.RequestTimeout, cancellationToken);

    /// <summary>Reads a list page by page. All pages share the timeout of one call.</summary>
    /// <param name="client">The client of the service.</param>
    /// <param name="action">The IAM action of the call.</param>
    /// <param name="send">The function that requests the page with a token (null for the first page) and returns its items and the next token.</param>
    /// <param name="cancellationToken">A token that cancels the calls.</param>
    public async IAsyncEnumerable<T> ListAsync<TClient, T>(
        Lazy<TClient> client,
        string action,
        Func<TClient, string?, CancellationToken, Task<(List<T>? Items, string? Next)>> send,
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
            (List<T>? items, next) = await CallAsync(client, action, null, ReadPageAsync, left, cancellationToken).ConfigureAwait(false);
            left -= Stopwatch.GetElapsedTime(start);
            foreach (T item in items ?? [])
            {
                yield return item;
            }

            async Task<(List<T>? Items, string? Next)> ReadPageAsync(TClient serviceClient, CancellationToken timeoutToken)
            {
                (List<T>? Items, string? Next) page = await send(serviceClient, token, timeoutToken).ConfigureAwait(false);
                count += page.Items?.Count ?? 0;
                return page.Next is not { Length: > 0 } || (count <= MaxItems && tokens.Count < MaxPages && page.Next.Length <= MaximumTokenLength && tokens.Add(page.Next))
                    ? page
                    : throw new FormatException("The list does not end.");
            }
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<T> CallAsync<TClient, T>(
        Lazy<TClient> client,
        string action,
        string? clusterName,
        Func<TClient, CancellationToken, Task<T>> send,
        TimeSpan limit,
        CancellationToken cancellationToken)
        where TClient : AmazonServiceClient
    {
        var site = new AwsCallSite(action, _connection.Region) { ClusterName = clusterName };
        _connection.Http.SetCurrent(_log);
        try
        {
            return await TimeLimit.RunAsync(SendAsync, limit, Translate, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException e) when (e.Category is FailureCategory.AuthenticationError or FailureCategory.PermissionDenied)
        {
            _connection.HasRejectedCredentials = true;
            throw;
        }

        Task<T> SendAsync(CancellationToken timeoutToken)
        {
            site = site with { Endpoint = client.Value.Config.ServiceURL };
            return SendWithClockRetryAsync(timeoutToken);
        }

        async Task<T> SendWithClockRetryAsync(CancellationToken timeoutToken)
        {
            try
            {
                return await send(client.Value, timeoutToken).ConfigureAwait(false);
            }
            catch (AmazonServiceException e) when (AwsErrors.IsClockSkew(e))
            {
                // The SDK has corrected the clock skew, but does not retry the call if the retry quota for the endpoint is used up.
                return await send(client.Value, timeoutToken).ConfigureAwait(false);
            }
        }

        EksConnectorException Translate(Exception e) => AwsErrors.Translate(e, site, _connection.RequestTimeout, _connection.Secrets);
    }
}
