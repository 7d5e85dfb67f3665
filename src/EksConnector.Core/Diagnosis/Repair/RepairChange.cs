using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>A change to one object.</summary>
/// <param name="Text">The description of the change.</param>
/// <param name="Id">The kind and the name of the object.</param>
/// <param name="SendAsync">The function that sends the change, optionally as a dry run, and returns whether a change was needed.</param>
internal sealed record RepairChange(string Text, string Id, Func<IKubernetesClient, bool, CancellationToken, Task<bool>> SendAsync)
{
    /// <summary>The deleted Pod and its UID; null for other changes.</summary>
    public (string Name, string Uid)? Pod { get; init; }

    /// <summary>Returns the change that creates an object; an existing object is accepted.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The resource type.</param>
    /// <param name="id">The kind and the name.</param>
    /// <param name="namespace">The namespace; null for a cluster-scoped resource.</param>
    /// <param name="json">The JSON of the object.</param>
    public static RepairChange Create<T>(ResourceType<T> type, string id, string? @namespace, ReadOnlyMemory<byte> json)
        where T : IKubernetesObject => new($"create {id}", id, async (client, dryRun, cancellationToken) =>
        {
            try
            {
                await client.CreateAsync(type, @namespace, json, dryRun, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (EksConnectorException exception) when (exception is { ErrorId: ErrorIds.Conflict, Reason: "AlreadyExists" })
            {
                // Another client has created the object; whether it has the required effect is verified later.
                return false;
            }
        });

    /// <summary>Returns the change that deletes the object that was read; an object that no longer exists is accepted.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">The resource type.</param>
    /// <param name="id">The kind and the name.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The name.</param>
    /// <param name="uid">The UID.</param>
    public static RepairChange Delete<T>(ResourceType<T> type, string id, string @namespace, string name, string uid)
        where T : IKubernetesObject => new($"delete {id}", id, async (client, dryRun, cancellationToken) =>
        {
            try
            {
                await client.DeleteAsync(type, @namespace, name, uid, dryRun, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.Conflict)
            {
                // The object no longer exists, or was re-created.
                return false;
            }
        });
}
