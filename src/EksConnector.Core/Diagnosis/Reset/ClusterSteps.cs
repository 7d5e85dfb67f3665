using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The steps of a reset in the Kubernetes cluster. Each one can be repeated, and verifies its result.</summary>
/// <param name="plan">The plan.</param>
/// <param name="client">The cluster.</param>
/// <param name="limits">The time limits.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterSteps(ResetPlan plan, IKubernetesClient client, ResetLimits limits, TimeProvider clock)
{
    // A placeholder for the ID that AWS has not assigned yet. No activation has this ID.
    private const string DryRunId = "00000000-0000-0000-0000-000000000000";
    private const string DryRunCode = "dry-run-without-a-code";

    /// <summary>Whether a step has changed anything.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Sends all changes as a dry run.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task DryRunAsync(CancellationToken cancellationToken)
    {
        if (plan.Registration is not null)
        {
            await SaveRecordAsync(dryRun: true, cancellationToken).ConfigureAwait(false);
        }

        if (plan.WritesCode)
        {
            await SendCodeAsync(new SecretText(DryRunCode), dryRun: true, cancellationToken).ConfigureAwait(false);
            await SendTemplateAsync(plan.Given?.Id ?? DryRunId, dryRun: true, cancellationToken).ConfigureAwait(false);
        }

        foreach (string name in plan.OldStateSecrets)
        {
            if (await FindAsync(ResourceTypes.Secrets, plan.StateNamespace, name, cancellationToken).ConfigureAwait(false) is { Metadata.Uid: { } uid })
            {
                await DeleteAsync(ResourceTypes.Secrets, plan.StateNamespace, name, uid, dryRun: true, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach ((string name, string uid) in plan.Pods)
        {
            await DeleteAsync(ResourceTypes.Pods, plan.Namespace, name, uid, dryRun: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores the settings of the registration.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public Task SaveRecordAsync(CancellationToken cancellationToken) => SaveRecordAsync(dryRun: false, cancellationToken);

    /// <summary>Deletes the stored settings.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task DeleteRecordAsync(CancellationToken cancellationToken)
    {
        if ((plan.HasRecord || plan.Registration is not null)
            && await FindAsync(ResourceTypes.Secrets, plan.Namespace, ResetRecord.SecretName, cancellationToken).ConfigureAwait(false) is { Metadata.Uid: { } uid } secret
            && ResetRecord.Read(secret) is not null)
        {
            await DeleteAsync(ResourceTypes.Secrets, plan.Namespace, ResetRecord.SecretName, uid, dryRun: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the activation code to its Secret.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task WriteCodeAsync(SecretText code, CancellationToken cancellationToken)
    {
        await SendCodeAsync(code, dryRun: false, cancellationToken).ConfigureAwait(false);
        HasChanged = true;
        Secret? written = await FindAsync(ResourceTypes.Secrets, plan.Namespace, plan.CodeSecret, cancellationToken).ConfigureAwait(false);
        Verify(written?.Data?.GetValueOrDefault(plan.CodeKey)?.Reveal() == Encoded(code), $"the Secret '{plan.CodeSecret}' does not have the new activation code");
    }

    /// <summary>Deletes the state Secrets of other activations.</summary>
    /// <param name="activationId">The activation whose state is kept.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task DeleteStatesAsync(string activationId, CancellationToken cancellationToken)
    {
        for (int i = 0; i < plan.StateSecrets.Count; i++)
        {
            string name = plan.StateSecrets[i];
            if (await FindAsync(ResourceTypes.Secrets, plan.StateNamespace, name, cancellationToken).ConfigureAwait(false) is not { Metadata.Uid: { } uid } secret
                || !IsOld(StateReader.Read(secret, name, i), activationId))
            {
                continue;
            }

            HasChanged |= await DeleteAsync(ResourceTypes.Secrets, plan.StateNamespace, name, uid, dryRun: false, cancellationToken).ConfigureAwait(false);
            Secret? left = await FindAsync(ResourceTypes.Secrets, plan.StateNamespace, name, cancellationToken).ConfigureAwait(false);
            Verify(left?.Metadata?.Uid != uid, $"the Secret '{name}' still exists");
        }
    }

    /// <summary>Sets the activation ID and the Region in the StatefulSet.</summary>
    /// <param name="activationId">The activation ID.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task SetTemplateAsync(string activationId, CancellationToken cancellationToken)
    {
        HasChanged |= await SendTemplateAsync(activationId, dryRun: false, cancellationToken).ConfigureAwait(false);
        StatefulSet now = await client.GetAsync(ResourceTypes.StatefulSets, plan.Namespace, ConnectorNames.StatefulSet, cancellationToken).ConfigureAwait(false);
        ActivationSettings? settings = SettingsReader.Read(now.Spec?.Template?.Spec, ConnectorNames.StatefulSet, isHelm: false);
        Verify(
            settings?.ActivationId.Value == activationId && settings.Region.Value == plan.Region && settings.CodeSecret == plan.CodeSecret && settings.CodeKey == plan.CodeKey,
            $"the StatefulSet '{ConnectorNames.StatefulSet}' does not have the new settings");
    }

    /// <summary>Deletes the Pods that use other settings or are blocked, and waits until they no longer exist.</summary>
    /// <param name="activationId">The activation that the Pods are to use.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task RestartAsync(string activationId, CancellationToken cancellationToken)
    {
        StatefulSet set = await client.GetAsync(ResourceTypes.StatefulSets, plan.Namespace, ConnectorNames.StatefulSet, cancellationToken).ConfigureAwait(false);
        var options = new ListOptions(LabelSelectorText.Format(set.Spec?.Selector) ?? ConnectorNames.PodSelector);
        var deleted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Pod pod in (await client.ListAsync(ResourceTypes.Pods, plan.Namespace, options, cancellationToken).ConfigureAwait(false)).Items.OrEmpty())
        {
            if (pod.Metadata is { Name: { } name, Uid: { } uid } && (plan.Pods.Any(planned => planned.Uid == uid) || HasOtherSettings(pod, activationId)))
            {
                HasChanged |= await DeleteAsync(ResourceTypes.Pods, plan.Namespace, name, uid, dryRun: false, cancellationToken).ConfigureAwait(false);
                deleted[name] = uid;
            }
        }

        bool isDone = await Polling.UntilAsync(
            async () =>
            {
                Pod?[] now = await Task.WhenAll(deleted.Keys.Select(name => FindAsync(ResourceTypes.Pods, plan.Namespace, name, cancellationToken))).ConfigureAwait(false);
                return now.Zip(deleted.Values).All(pair => pair.First?.Metadata?.Uid != pair.Second);
            },
            limits.Pods,
            limits.Pause,
            clock,
            cancellationToken).ConfigureAwait(false);
        Verify(isDone, $"the Pods {string.Join(", ", deleted.Keys)} still exist after {Duration.ToShortText(limits.Pods)}");
    }

    /// <summary>Reads a state Secret.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="namespace">The namespace of the Secret.</param>
    /// <param name="name">The name of the Secret.</param>
    /// <param name="ordinal">The number of the replica.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The facts about the Secret; null if it does not exist.</returns>
    public static async Task<StateFacts?> FindStateAsync(IKubernetesClient client, string @namespace, string name, int ordinal, CancellationToken cancellationToken)
    {
        try
        {
            return StateReader.Read(await client.GetAsync(ResourceTypes.Secrets, @namespace, name, cancellationToken).ConfigureAwait(false), name, ordinal);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
    }

    private static string Encoded(SecretText code) => Convert.ToBase64String(Encoding.UTF8.GetBytes(code.Reveal()));

    // For a new activation, every existing state is outdated, even if it does not name its activation.
    private bool IsOld(StateFacts state, string activationId) =>
        state.Fault is not null || (state.ActivationId is null ? plan.WritesCode && plan.OldStateSecrets.Contains(state.Name) : state.ActivationId != activationId);

    private bool HasOtherSettings(Pod pod, string activationId) =>
        SettingsReader.Read(pod.Spec, string.Empty, isHelm: false) is { } settings && (settings.ActivationId.Value != activationId || settings.Region.Value != plan.Region);

    private async Task SaveRecordAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var record = new ResetRecord(plan.Registration!, plan.CurrentActivationId);
        Secret? there = await FindAsync(ResourceTypes.Secrets, plan.Namespace, ResetRecord.SecretName, cancellationToken).ConfigureAwait(false);
        if (there is not null)
        {
            if (ResetRecord.Read(there) is null)
            {
                throw new EksConnectorException(
                    ErrorIds.Conflict,
                    FailureCategory.InvalidOperation,
                    $"The Secret '{ResetRecord.SecretName}' already exists, but does not contain the settings of a registration.",
                    $"Check the Secret '{ResetRecord.SecretName}' in namespace '{plan.Namespace}', and delete it if it is not needed.");
            }

            // The Secret is patched and never re-created, because after a deregistration it is the only copy of the settings.
            await client.PatchAsync(ResourceTypes.Secrets, plan.Namespace, ResetRecord.SecretName, record.ToPatch(there.Metadata?.Uid), dryRun, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            try
            {
                await client.CreateAsync(ResourceTypes.Secrets, plan.Namespace, record.ToSecret(plan.Namespace), dryRun, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception is { ErrorId: ErrorIds.Conflict, Reason: "AlreadyExists" })
            {
                // An earlier attempt of this request has created it, which is verified below.
            }
        }

        if (!dryRun)
        {
            HasChanged = true;
            Secret? stored = await FindAsync(ResourceTypes.Secrets, plan.Namespace, ResetRecord.SecretName, cancellationToken).ConfigureAwait(false);
            Verify(
                stored is not null && ResetRecord.Read(stored) is { } read && read.PreviousActivationId == record.PreviousActivationId && read.Registration.RoleArn == record.Registration.RoleArn,
                $"the Secret '{ResetRecord.SecretName}' does not have the settings of the registration");
        }
    }

    private async Task SendCodeAsync(SecretText code, bool dryRun, CancellationToken cancellationToken)
    {
        Secret? there = await FindAsync(ResourceTypes.Secrets, plan.Namespace, plan.CodeSecret, cancellationToken).ConfigureAwait(false);
        if (there is null)
        {
            await CreateCodeSecretAsync(there, code, dryRun, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (there.Immutable == true && plan.RecreatesCodeSecret && there.Data?.Keys.Any(key => key != plan.CodeKey) != true)
        {
            await RecreateCodeSecretAsync(there, code, dryRun, cancellationToken).ConfigureAwait(false);
            return;
        }

        JsonNode change = there.Data is null
            ? Operation("/data", new JsonObject { [plan.CodeKey] = Encoded(code) })
            : Operation("/data/" + plan.CodeKey.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), Encoded(code));
        var patch = new JsonArray(new JsonObject { ["op"] = "test", ["path"] = "/metadata/uid", ["value"] = there.Metadata?.Uid }, change);
        await client.PatchAsync(ResourceTypes.Secrets, plan.Namespace, plan.CodeSecret, Encoding.UTF8.GetBytes(patch.ToJsonString()), dryRun, cancellationToken).ConfigureAwait(false);

        static JsonObject Operation(string path, JsonNode value) => new() { ["op"] = "add", ["path"] = path, ["value"] = value };
    }

    private async Task RecreateCodeSecretAsync(Secret there, SecretText code, bool dryRun, CancellationToken cancellationToken)
    {
        await client.DeleteAsync(ResourceTypes.Secrets, plan.Namespace, plan.CodeSecret, there.Metadata?.Uid ?? string.Empty, dryRun, cancellationToken).ConfigureAwait(false);
        if (!dryRun)
        {
            HasChanged = true;
            await CreateCodeSecretAsync(there, code, dryRun: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateCodeSecretAsync(Secret? before, SecretText code, bool dryRun, CancellationToken cancellationToken)
    {
        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = plan.CodeSecret,
                ["namespace"] = plan.Namespace,
                ["labels"] = before?.Metadata?.Labels is { } labels ? new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))) : null,
            },
            ["type"] = before?.Type ?? "Opaque",
            ["data"] = new JsonObject { [plan.CodeKey] = Encoded(code) },
            ["immutable"] = before?.Immutable,
        };
        await client.CreateAsync(ResourceTypes.Secrets, plan.Namespace, ManifestObjects.Json(secret), dryRun, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> SendTemplateAsync(string activationId, bool dryRun, CancellationToken cancellationToken)
    {
        StatefulSet set = await client.GetAsync(ResourceTypes.StatefulSets, plan.Namespace, ConnectorNames.StatefulSet, cancellationToken).ConfigureAwait(false);
        if (TemplateEdit.Patch(set, activationId, plan.Region) is not { } patch)
        {
            return false;
        }

        await client.PatchAsync(
            ResourceTypes.StatefulSets, plan.Namespace, ConnectorNames.StatefulSet, Encoding.UTF8.GetBytes(patch.ToJsonString()), dryRun, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // An object that no longer exists or was replaced counts as deleted.
    private async Task<bool> DeleteAsync<T>(ResourceType<T> type, string @namespace, string name, string uid, bool dryRun, CancellationToken cancellationToken)
        where T : IKubernetesObject
    {
        try
        {
            await client.DeleteAsync(type, @namespace, name, uid, dryRun, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.Conflict)
        {
            return false;
        }
    }

    private async Task<T?> FindAsync<T>(ResourceType<T> type, string @namespace, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return await client.GetAsync(type, @namespace, name, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
    }

    private static void Verify(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new EksConnectorException(
                ErrorIds.VerificationFailed,
                FailureCategory.InvalidResult,
                $"The change was made, but {what}.",
                "Check whether another program, such as a GitOps controller, changes the objects of the connector.");
        }
    }
}
