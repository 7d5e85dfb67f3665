using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>A field selector of the API, such as <c>status.phase=Running,spec.nodeName!=a</c>. Each kind defines its fields.</summary>
internal sealed class FieldSelector
{
    private readonly List<(string Path, string Value, bool Equal)> _requirements = [];

    public static FieldSelector Parse(string? text, ResourceKind kind)
    {
        var selector = new FieldSelector();
        foreach (string part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            selector._requirements.Add(ParseRequirement(part, kind));
        }

        return selector;
    }

    /// <summary>The name that is required; null if there is no such condition.</summary>
    public string? Name => _requirements.Where(field => field.Path == "metadata.name" && field.Equal).Select(field => field.Value).FirstOrDefault();

    public bool Matches(JsonObject value) =>
        _requirements.TrueForAll(field =>
            string.Equals(JsonText.Lookup(value, field.Path) ?? string.Empty, field.Value, StringComparison.Ordinal) == field.Equal);

    private static (string Path, string Value, bool Equal) ParseRequirement(string text, ResourceKind kind)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            throw ApiError.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
        }

        bool equal = at == 0 || text[at - 1] != '!';
        string field = text[..(equal ? at : at - 1)];
        string value = text[(at + 1)..].TrimStart('=');
        return kind.FieldPath(field) is { } path
            ? (path, value, equal)
            : throw ApiError.BadRequest($"field label not supported: {field}");
    }
}
