using System.Runtime.CompilerServices;

namespace EksConnector.Core.Operations;

/// <summary>Runs work that writes events, and returns the events as a stream.</summary>
public static class Operation
{
    /// <summary>
    /// Runs the work and returns its events as they occur. If the enumeration stops early, the work is canceled and awaited before
    /// the enumerator is disposed.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="work">The work, which writes to the writer.</param>
    /// <param name="traces">Whether the events include verbose messages.</param>
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
    /// Runs the work for several clusters with limited concurrency. The failure of a cluster becomes a
    /// <see cref="FailureEvent{T}"/> with its context and does not affect the others.
    /// </summary>
    /// <typeparam name="TCluster">The type that identifies a cluster.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="clusters">The clusters.</param>
    /// <param name="throttleLimit">The maximum number of clusters that are processed concurrently, 1 or more.</param>
    /// <param name="contextOf">A function that returns the display name of a cluster.</param>
    /// <param name="work">The work for one cluster.</param>
    /// <param name="done">The callback after each cluster, whether it succeeded or failed.</param>
    /// <param name="writer">The writer for failures.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes after the last cluster.</returns>
    public static Task ForEachClusterAsync<TCluster, T>(
        IReadOnlyList<TCluster> clusters,
        int throttleLimit,
        Func<TCluster, string> contextOf,
        Func<TCluster, CancellationToken, Task> work,
        Action done,
        OperationWriter<T> writer,
        CancellationToken cancellationToken) =>
        ForEachClusterAsync(clusters, throttleLimit, contextOf, work, done, keepsOrder: false, writer, cancellationToken);

    /// <summary>Runs the work for several clusters, and optionally keeps the results in the order of the clusters.</summary>
    /// <typeparam name="TCluster">The type that identifies a cluster.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="clusters">The clusters.</param>
    /// <param name="throttleLimit">The maximum number of clusters that are processed concurrently, 1 or more.</param>
    /// <param name="contextOf">A function that returns the display name of a cluster.</param>
    /// <param name="work">The work for one cluster.</param>
    /// <param name="done">The callback after each cluster, whether it succeeded or failed.</param>
    /// <param name="keepsOrder">Whether the results and failures of a cluster are written after those of the preceding clusters.</param>
    /// <param name="writer">The writer for results and failures.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes after the last cluster.</returns>
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
                // An unexpected error of one cluster must not stop the others.
                writer.Fail(Unexpected(exception, contextOf(cluster)));
            }
            finally
            {
                order?.End(index);
                done();
            }
        }
    }

    /// <summary>Converts the results of an operation; other events are passed through.</summary>
    /// <typeparam name="TSource">The type of the results.</typeparam>
    /// <typeparam name="T">The type of the converted results.</typeparam>
    /// <param name="events">The events of the operation.</param>
    /// <param name="select">The function that converts a result.</param>
    /// <param name="cancellationToken">A token that cancels the enumeration.</param>
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
