using System.Buffers;
using System.Text.Json;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The complete desired state of an object of the module.</summary>
internal sealed record RbacObject
{
    public required RbacKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The namespace of a RoleBinding.</summary>
    public string? Namespace { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The rules of a role. A rule for impersonation always has resource names.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init; } = [];

    /// <summary>The ClusterRole of a binding.</summary>
    public string? Role { get; init; }

    /// <summary>The subject of a binding.</summary>
    public RbacSubject? Subject { get; init; }

    /// <summary>Whether all principals of a cluster share the object.</summary>
    public bool IsShared => Labels.GetValueOrDefault(ImpersonationNames.PrincipalLabel) == ImpersonationNames.Shared;

    public bool IsBinding => Kind != RbacKind.ClusterRole;

    /// <summary>The kind, namespace and name.</summary>
    public string Id => Namespace is null ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";

    /// <summary>Returns whether this module manages an object, according to its label.</summary>
    public static bool IsManagedByModule(ObjectMeta? metadata) =>
        metadata?.Labels?.GetValueOrDefault(ConnectorNames.ManagedByLabel) == ImpersonationNames.Manager;

    /// <summary>Returns whether a role already matches this object.</summary>
    public bool Matches(RbacRole role) => HasLabels(role.Metadata) && SameRules(role.Rules.OrEmpty(), Rules);

    /// <summary>Returns whether a binding already matches this object.</summary>
    public bool Matches(RbacBinding binding) =>
        HasLabels(binding.Metadata)
        && binding.RoleRef == new RoleReference("ClusterRole", Role)
        && binding.Subjects.OrEmpty() is [{ } only] && only == Subject;

    /// <summary>Returns the object as JSON.</summary>
    /// <param name="resourceVersion">The resource version that it replaces; null for a new object.</param>
    public ReadOnlyMemory<byte> ToJson(string? resourceVersion = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", ResourceTypes.RbacGroup + "/v1");
            json.WriteString("kind", Kind.ToString());
            WriteMetadata(json, resourceVersion);
            if (IsBinding)
            {
                WriteBinding(json);
            }
            else
            {
                WriteRules(json);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private bool HasLabels(ObjectMeta? metadata) =>
        Labels.All(label => metadata?.Labels?.GetValueOrDefault(label.Key) == label.Value)
        && Annotations.All(annotation => metadata?.Annotations?.GetValueOrDefault(annotation.Key) == annotation.Value);

    private static bool SameRules(IReadOnlyList<PolicyRule> left, IReadOnlyList<PolicyRule> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            Same(pair.First.Verbs, pair.Second.Verbs)
            && Same(pair.First.ApiGroups, pair.Second.ApiGroups)
            && Same(pair.First.Resources, pair.Second.Resources)
            && Same(pair.First.ResourceNames, pair.Second.ResourceNames));

    private static bool Same(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        left.OrEmpty().SequenceEqual(right.OrEmpty(), StringComparer.Ordinal);

    private void WriteMetadata(Utf8JsonWriter json, string? resourceVersion)
    {
        json.WriteStartObject("metadata");
        json.WriteString("name", Name);
        if (Namespace is not null)
        {
            json.WriteString("namespace", Namespace);
        }

        if (resourceVersion is not null)
        {
            json.WriteString("resourceVersion", resourceVersion);
        }

        WriteMap(json, "labels", Labels);
        WriteMap(json, "annotations", Annotations);
        json.WriteEndObject();
    }

    private void WriteRules(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (PolicyRule rule in Rules)
        {
            // In RBAC, a rule without names applies to every name, so it would let the connector impersonate any user.
            if (rule.Verbs.OrEmpty().Contains("impersonate", StringComparer.Ordinal) && rule.ResourceNames.OrEmpty().Count == 0)
            {
                throw new InvalidOperationException("An impersonation rule must specify resource names.");
            }

            json.WriteStartObject();
            WriteList(json, "verbs", rule.Verbs);
            WriteList(json, "apiGroups", rule.ApiGroups);
            WriteList(json, "resources", rule.Resources);
            WriteList(json, "resourceNames", rule.ResourceNames);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteBinding(Utf8JsonWriter json)
    {
        json.WriteStartObject("roleRef");
        json.WriteString("apiGroup", ResourceTypes.RbacGroup);
        json.WriteString("kind", "ClusterRole");
        json.WriteString("name", Role);
        json.WriteEndObject();
        json.WriteStartArray("subjects");
        json.WriteStartObject();
        json.WriteString("kind", Subject!.Kind);
        json.WriteString("name", Subject.Name);
        if (Subject.Namespace is not null)
        {
            json.WriteString("namespace", Subject.Namespace);
        }
        else
        {
            json.WriteString("apiGroup", ResourceTypes.RbacGroup);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string>? list)
    {
        if (list is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string item in list)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
