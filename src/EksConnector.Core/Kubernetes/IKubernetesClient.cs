using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>
/// The client for one cluster and one operation. Every call has a timeout, can be canceled, and throws only
/// <see cref="EksConnectorException"/> and <see cref="OperationCanceledException"/>.
/// </summary>
public interface IKubernetesClient : IDisposable
{
    /// <summary>The cluster.</summary>
    ClusterReference Cluster { get; }

    /// <summary>Returns an object.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The kind of the object.</param>
    /// <param name="namespace">The namespace of the object; null for a cluster-scoped kind.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The object.</returns>
    Task<T> GetAsync<T>(ResourceType<T> type, string? @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>Returns all objects of a kind, from all pages.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="type">The kind of the objects.</param>
    /// <param name="namespace">The namespace of the objects; null for all namespaces.</param>
    /// <param name="options">The selectors of the objects.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The objects, and the resource version from which a watch can continue.</returns>
    Task<ResourceList<T>> ListAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Returns the changes after a resource version until the server ends the watch, which happens every few minutes.
    /// </summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="type">The kind of the objects.</param>
    /// <param name="namespace">The namespace of the objects; null for all namespaces.</param>
    /// <param name="options">The selectors of the objects.</param>
    /// <param name="resourceVersion">The resource version of the previous list.</param>
    /// <param name="cancellationToken">A token that cancels the watch.</param>
    /// <returns>The changes; <see cref="ErrorIds.ResourceExpired"/> if a new list is required.</returns>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, string? resourceVersion, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Creates an object. The request is retried after transient errors, so a retry can find the object of the first attempt. Callers
    /// that only require that the object exists ignore <see cref="ErrorIds.Conflict"/> with the reason AlreadyExists.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The kind of the object.</param>
    /// <param name="namespace">The namespace of the object; null for a cluster-scoped kind.</param>
    /// <param name="json">The complete object as JSON.</param>
    /// <param name="dryRun">Whether the request is a server-side dry run, which changes nothing.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The stored object.</returns>
    Task<T> CreateAsync<T>(ResourceType<T> type, string? @namespace, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Replaces an object that the module created. The JSON contains the <c>resourceVersion</c> that was read. If the object has
    /// changed since, the error is <see cref="ErrorIds.Conflict"/>.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The kind of the object.</param>
    /// <param name="namespace">The namespace of the object; null for a cluster-scoped kind.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="json">The complete object as JSON.</param>
    /// <param name="dryRun">Whether the request is a server-side dry run, which changes nothing.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The stored object.</returns>
    Task<T> ReplaceAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Changes parts of an object with a JSON Patch (RFC 6902). It is sent again after a transient fault, so applying it twice must have
    /// the same result as applying it once.
    /// </summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The kind of the object.</param>
    /// <param name="namespace">The namespace of the object; null for a cluster-scoped kind.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="json">The operations as a JSON array.</param>
    /// <param name="dryRun">Whether the server only validates the change and does not store it.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The object as it is stored; <see cref="ErrorIds.InvalidRequest"/> if an operation does not apply.</returns>
    Task<T> PatchAsync<T>(
        ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>Deletes an object only if its UID has not changed since it was read.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The kind of the object.</param>
    /// <param name="namespace">The namespace of the object; null for a cluster-scoped kind.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="uid">The UID of the object; <see cref="ErrorIds.Conflict"/> if the object with this name has another UID.</param>
    /// <param name="dryRun">Whether the request is a server-side dry run, which changes nothing.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>A task that completes when the object is deleted; <see cref="ErrorIds.ResourceNotFound"/> if it does not exist.</returns>
    Task DeleteAsync<T>(ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject;

    /// <summary>
    /// Checks with the API server whether an action is permitted. The check requires the verb create on subjectaccessreviews; for the
    /// caller, the default permissions of authenticated users are sufficient. It changes nothing.
    /// </summary>
    /// <param name="question">The action and the user.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>Whether the action is permitted.</returns>
    Task<bool> ReviewAccessAsync(AccessCheck question, CancellationToken cancellationToken);

    /// <summary>Returns the version of the API server, which requires only the default permissions of authenticated users.</summary>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The version.</returns>
    Task<ServerVersion> GetServerVersionAsync(CancellationToken cancellationToken);

    /// <summary>Opens the log of a container.</summary>
    /// <param name="namespace">The namespace of the Pod.</param>
    /// <param name="pod">The name of the Pod.</param>
    /// <param name="container">The name of the container.</param>
    /// <param name="options">The options of the log.</param>
    /// <param name="inactivityTimeout">The inactivity timeout, after which <see cref="ErrorIds.RequestTimeout"/> is thrown; null for the timeout of the client.</param>
    /// <param name="cancellationToken">A token that cancels opening the log; each read has its own token.</param>
    /// <returns>The log as a stream. Reading throws only <see cref="EksConnectorException"/> and <see cref="OperationCanceledException"/>.</returns>
    Task<Stream> OpenLogAsync(
        string @namespace, string pod, string container, ContainerLogOptions options, TimeSpan? inactivityTimeout, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container.</summary>
    /// <param name="namespace">The namespace of the Pod.</param>
    /// <param name="pod">The name of the Pod.</param>
    /// <param name="container">The name of the container.</param>
    /// <param name="command">The program and its arguments, which no shell interprets.</param>
    /// <param name="inactivityTimeout">The inactivity timeout, after which <see cref="ErrorIds.RequestTimeout"/> is thrown; null for the timeout of the client.</param>
    /// <param name="cancellationToken">A token that cancels starting the command.</param>
    /// <returns>
    /// The running command. If the program does not exist in the container, no exception is thrown: the command ends with a
    /// <see cref="ContainerExit"/>, usually with the exit code 126, 127 or -1.
    /// </returns>
    Task<IContainerCommand> ExecAsync(
        string @namespace, string pod, string container, IReadOnlyList<string> command, TimeSpan? inactivityTimeout, CancellationToken cancellationToken);
}
