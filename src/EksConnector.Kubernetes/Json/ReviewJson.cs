using System.Buffers;
using System.Text.Json;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Json;

/// <summary>Writes the bodies of requests that are the adapter's own.</summary>
internal static class ReviewJson
{
    /// <summary>A SubjectAccessReview, or a SelfSubjectAccessReview where the question is about the caller.</summary>
    public static ReadOnlyMemory<byte> Of(AccessQuestion question) => Write(json =>
    {
        json.WriteString("apiVersion", "authorization.k8s.io/v1");
        json.WriteString("kind", question.User is null ? "SelfSubjectAccessReview" : "SubjectAccessReview");
        json.WriteStartObject("spec");
        if (question.User is not null)
        {
            json.WriteString("user", question.User);
            json.WriteStartArray("groups");
            foreach (string group in question.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
        }

        if (question.Path is not null)
        {
            json.WriteStartObject("nonResourceAttributes");
            json.WriteString("verb", question.Verb);
            json.WriteString("path", question.Path);
            json.WriteEndObject();
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("resourceAttributes");
        json.WriteString("verb", question.Verb);
        json.WriteString("group", question.Group);
        json.WriteString("resource", question.Resource);
        if (question.Namespace is not null)
        {
            json.WriteString("namespace", question.Namespace);
        }

        if (question.Name is not null)
        {
            json.WriteString("name", question.Name);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>How an object is deleted: only if it is the one that was read.</summary>
    public static ReadOnlyMemory<byte> DeleteOptions(string uid, bool dryRun) => Write(json =>
    {
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "DeleteOptions");
        json.WriteStartObject("preconditions");
        json.WriteString("uid", uid);
        json.WriteEndObject();
        if (dryRun)
        {
            json.WriteStartArray("dryRun");
            json.WriteStringValue("All");
            json.WriteEndArray();
        }
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
