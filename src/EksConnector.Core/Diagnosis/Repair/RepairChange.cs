using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>One object that is created or deleted.</summary>
/// <param name="Text">What is done, for a person.</param>
/// <param name="Id">Kind and name of the object.</param>
/// <param name="SendAsync">Does it, in rehearsal or really, and says whether there was anything to do.</param>
internal sealed record RepairChange(string Text, string Id, Func<IKubernetesClient, bool, CancellationToken, Task<bool>> SendAsync)
{
    /// <summary>The pod that is deleted, and its uid; null for another change.</summary>
    public (string Name, string Uid)? Pod { get; init; }

    /// <summary>Creates an object; one that is there by now is as good.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="id">Kind and name.</param>
    /// <param name="namespace">Its namespace; null where the kind has none.</param>
    /// <param name="json">All of it.</param>
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
                // Somebody was quicker; whether it does what it has to is proved afterwards.
                return false;
            }
        });

    /// <summary>Deletes the object that was read; one that is gone by now is as good.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="type">Its kind.</param>
    /// <param name="id">Kind and name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="uid">Its uid.</param>
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
                // It is gone, or another is there by now.
                return false;
            }
        });
}
