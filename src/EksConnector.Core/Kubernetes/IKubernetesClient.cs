using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>
/// The API of one cluster, as one operation uses it. Every call has a time limit, obeys its token, and throws
/// <see cref="EksConnectorException"/> alone (besides the cancellation's own).
/// </summary>
public interface IKubernetesClient : IDisposable
{
    /// <summary>The cluster.</summary>
    ClusterReference Cluster { get; }

    /// <summary>Reads one object.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The object.</returns>
    Task<T> GetAsync<T>(ResourceType<T> type, string? @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>Reads all objects of a kind, in as many pages as the server makes of them.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="type">Their kind.</param>
    /// <param name="namespace">Their namespace; null for all namespaces.</param>
    /// <param name="options">Which of them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The objects and the resource version that a watch can go on from.</returns>
    Task<ResourceList<T>> ListAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Tells the changes after a resource version until the server ends the watch, which it does every few minutes.
    /// </summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="type">Their kind.</param>
    /// <param name="namespace">Their namespace; null for all namespaces.</param>
    /// <param name="options">Which of them.</param>
    /// <param name="resourceVersion">The version of the list before.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The changes; <see cref="ErrorIds.ResourceExpired"/> where a new list is needed.</returns>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, string? resourceVersion, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Creates an object. It is sent again after a fault that passes, so a second try can meet the first one's object:
    /// <see cref="ErrorIds.Conflict"/> with the reason AlreadyExists is then no failure to whoever wants it to be there.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="json">The object as JSON, complete.</param>
    /// <param name="dryRun">Whether the server only says what it would answer, and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The object as it is stored.</returns>
    Task<T> CreateAsync<T>(ResourceType<T> type, string? @namespace, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Replaces an object of ours. Its JSON has the <c>resourceVersion</c> that was read: where somebody else was quicker,
    /// that is <see cref="ErrorIds.Conflict"/>.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The object as JSON, complete.</param>
    /// <param name="dryRun">Whether the server only says what it would answer, and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The object as it is stored.</returns>
    Task<T> ReplaceAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Changes parts of an object with a JSON Patch (RFC 6902). It is sent again after a transient fault, so applying it twice must have
    /// the same result as applying it once.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The operations as a JSON array.</param>
    /// <param name="dryRun">Whether the server only validates the change and does not store it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The object as it is stored; <see cref="ErrorIds.InvalidRequest"/> where an operation does not apply.</returns>
    Task<T> PatchAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>Deletes the object that was read, and no other that has its name by now.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="uid">Its uid; <see cref="ErrorIds.Conflict"/> where the object of that name has another.</param>
    /// <param name="dryRun">Whether the server only says what it would answer, and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted; <see cref="ErrorIds.ResourceNotFound"/> where it is gone already.</returns>
    Task DeleteAsync<T>(ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Asks the API server whether somebody may do something: it needs the verb create on subjectaccessreviews, or, for the
    /// caller himself, what every known user has. Nothing is changed by it.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it is allowed.</returns>
    Task<bool> ReviewAccessAsync(AccessQuestion question, CancellationToken cancellationToken);

    /// <summary>Reads the API server's version, which needs no permission beyond that of every known user.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The version.</returns>
    Task<ServerVersion> GetServerVersionAsync(CancellationToken cancellationToken);

    /// <summary>Opens a container's log.</summary>
    /// <param name="namespace">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="options">Which part of the log.</param>
    /// <param name="silence">How long the log may say nothing before that is a <see cref="ErrorIds.RequestTimeout"/>; null for the client's time limit.</param>
    /// <param name="cancellationToken">Cancels the opening; reading has tokens of its own.</param>
    /// <returns>The log's bytes as they come; reading throws <see cref="EksConnectorException"/> alone, besides the cancellation's own.</returns>
    Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions options, TimeSpan? silence, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container.</summary>
    /// <param name="namespace">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="command">The program and its arguments; no shell interprets them.</param>
    /// <param name="silence">How long the command may write nothing before that is a <see cref="ErrorIds.RequestTimeout"/>; null for the client's time limit.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>
    /// The running command. A program that is not in the container is no exception: the command ends with
    /// <see cref="ContainerExit"/>, mostly with exit code 126 or 127 or -1.
    /// </returns>
    Task<IContainerCommand> ExecAsync(
        string @namespace, string pod, string container, IReadOnlyList<string> command, TimeSpan? silence, CancellationToken cancellationToken);
}
