using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Reads the fields of an object in a scenario, and detects unknown fields.</summary>
internal sealed class FakeAwsFields
{
    private readonly string _path;
    private readonly JsonObject _fields;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public FakeAwsFields(string path, JsonObject fields)
    {
        _path = path;
        _fields = fields;
    }

    public string? Text(string name) => Value(name)?.ToString();

    public int? Integer(string name) => Value(name) is { } value ? int.Parse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public bool? Flag(string name) => (bool?)Value(name);

    public DateTimeOffset? Time(string name) => Text(name) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    /// <summary>A duration such as <c>10m</c> or <c>-1h</c>.</summary>
    public TimeSpan Duration(string name) => Text(name) switch
    {
        null => TimeSpan.Zero,
        ['-', .. string text] => -Ago.Parse(text),
        string text => Ago.Parse(text),
    };

    public IReadOnlyList<string> Texts(string name) => (Value(name) as JsonArray ?? []).Select(item => item!.ToString()).ToArray();

    public FakeAwsFields? Object(string name) => Value(name) is JsonObject value ? new FakeAwsFields(_path + "." + name, value) : null;

    public IEnumerable<(string Name, FakeAwsFields Fields)> Objects(string name) => (Value(name) as JsonObject ?? [])
        .Select(item => (item.Key, new FakeAwsFields($"{_path}.{name}.{item.Key}", item.Value as JsonObject ?? [])));

    /// <summary>Throws an exception if the object has fields that were not read.</summary>
    public void RejectUnknownFields()
    {
        foreach ((string name, _) in _fields)
        {
            if (!_read.Contains(name))
            {
                throw new InvalidDataException($"The field {_path}.{name} is not known.");
            }
        }
    }

    private JsonNode? Value(string name)
    {
        _read.Add(name);
        return _fields[name];
    }
}
