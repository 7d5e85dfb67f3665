using System.Runtime.CompilerServices;

namespace EksConnector.Core.Operations;

/// <summary>Turns work that writes as it goes into a stream of events that a cmdlet reads.</summary>
public static class Operation
{
    /// <summary>
    /// Runs the work and gives its events as they come. When the reader stops early, the work is cancelled and
    /// awaited before the enumeration's disposal returns.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="work">The work; it writes into the writer that it is given.</param>
    /// <param name="traces">Whether verbose messages are among the events.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The events.</returns>
    public static async IAsyncEnumerable<OperationEvent<T>> RunAsync<T>(
        Func<OperationWriter<T>, CancellationToken, Task> work,
        bool traces = true,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writer = new OperationWriter<T>(traces);
        Task running = Task.Run(() => RunToEndAsync(work, writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (OperationEvent<T> operationEvent in writer.ReadAllAsync().ConfigureAwait(false))
            {
                yield return operationEvent;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Does the work for each of several clusters, so many at a time. A cluster that fails becomes a
    /// <see cref="FailureEvent{T}"/> with its context, and the others go on.
    /// </summary>
    /// <typeparam name="TCluster">The type that identifies a cluster.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="clusters">The clusters.</param>
    /// <param name="throttleLimit">The maximum number of clusters that are processed concurrently, 1 or more.</param>
    /// <param name="contextOf">The name of a cluster as the user knows it.</param>
    /// <param name="work">The work for one cluster.</param>
    /// <param name="done">Called after each cluster, whether it went well or not.</param>
    /// <param name="writer">The writer for failures.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that ends with the last cluster.</returns>
    public static Task ForEachClusterAsync<TCluster, T>(
        IReadOnlyList<TCluster> clusters,
        int throttleLimit,
        Func<TCluster, string> contextOf,
        Func<TCluster, CancellationToken, Task> work,
        Action done,
        OperationWriter<T> writer,
        CancellationToken cancellationToken) =>
        ForEachClusterAsync(clusters, throttleLimit, contextOf, work, done, keepsOrder: false, writer, cancellationToken);

    /// <summary>Does the work for each of several clusters, and gives the results in the order of the clusters where that is wanted.</summary>
    /// <typeparam name="TCluster">The type that identifies a cluster.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="clusters">The clusters.</param>
    /// <param name="throttleLimit">The maximum number of clusters that are processed concurrently, 1 or more.</param>
    /// <param name="contextOf">The name of a cluster as the user knows it.</param>
    /// <param name="work">The work for one cluster.</param>
    /// <param name="done">Called after each cluster, whether it went well or not.</param>
    /// <param name="keepsOrder">Whether results and failures of a cluster wait for those of the clusters before it.</param>
    /// <param name="writer">The writer for results and failures.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that ends with the last cluster.</returns>
    internal static Task ForEachClusterAsync<TCluster, T>(
        IReadOnlyList<TCluster> clusters,
        int throttleLimit,
        Func<TCluster, string> contextOf,
        Func<TCluster, CancellationToken, Task> work,
        Action done,
        bool keepsOrder,
        OperationWriter<T> writer,
        CancellationToken cancellationToken)
    {
        ResultOrder<T>? order = keepsOrder && clusters.Count > 1 ? writer.KeepOrder() : null;
        if (clusters.Count == 1)
        {
            return RunOneAsync(0, cancellationToken);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = throttleLimit, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(
            Enumerable.Range(0, clusters.Count), options, (index, token) => new ValueTask(RunOneAsync(index, token)));

        async Task RunOneAsync(int index, CancellationToken token)
        {
            TCluster cluster = clusters[index];
            order?.Begin(index);
            try
            {
                await work(cluster, token).ConfigureAwait(false);
            }
            catch (EksConnectorException exception)
            {
                writer.Fail(exception);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
            {
                // One cluster's surprise must not end the others' work.
                writer.Fail(Unexpected(exception, contextOf(cluster)));
            }
            finally
            {
                order?.End(index);
                done();
            }
        }
    }

    /// <summary>Makes something else of an operation's results; all else that it says stays.</summary>
    /// <typeparam name="TSource">The type of the results.</typeparam>
    /// <typeparam name="T">The type that is made of them.</typeparam>
    /// <param name="events">The operation's events.</param>
    /// <param name="select">Makes one.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The events.</returns>
    public static async IAsyncEnumerable<OperationEvent<T>> SelectAsync<TSource, T>(
        IAsyncEnumerable<OperationEvent<TSource>> events,
        Func<TSource, T> select,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (OperationEvent<TSource> operationEvent in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return operationEvent switch
            {
                ItemEvent<TSource> item => new ItemEvent<T>(select(item.Item)),
                BatchEvent<TSource> batch => new BatchEvent<T>([.. batch.Items.Select(select)]),
                FailureEvent<TSource> failure => new FailureEvent<T>(failure.Exception),
                MessageEvent<TSource> message => new MessageEvent<T>(message.Text, message.IsWarning),
                ProgressEvent<TSource> progress => new ProgressEvent<T>(progress.Activity, progress.Status, progress.PercentComplete) { TimeLeft = progress.TimeLeft },
                _ => throw new InvalidOperationException($"Unknown event {operationEvent.GetType()}."),
            };
        }
    }

    private static async Task RunToEndAsync<T>(
        Func<OperationWriter<T>, CancellationToken, Task> work,
        OperationWriter<T> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await work(writer, cancellationToken).ConfigureAwait(false);
            writer.Complete(exception: null);
        }
        catch (Exception exception) when (exception is OperationCanceledException or EksConnectorException)
        {
            writer.Complete(exception);
        }
        catch (Exception exception)
        {
            writer.Complete(Unexpected(exception, context: null));
        }
    }

    private static EksConnectorException Unexpected(Exception exception, string? context) =>
        new(
            ErrorIds.UnexpectedError,
            FailureCategory.NotSpecified,
            $"An unexpected error occurred ({exception.GetType().Name}): {exception.Message}",
            "Run the command again with -Verbose, and report its output. It contains no secrets.",
            exception)
        {
            Target = context,
        };
}
