using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EksConnector.Tests.Aws;

/// <summary>
/// The published model of a service, which the Debian packages awscli and python3-botocore install. The models are not part of the project.
/// </summary>
internal sealed class ServiceDescription
{
    private static readonly string[] s_folders =
        ["/usr/lib/python3/dist-packages/awscli/botocore/data", "/usr/lib/python3/dist-packages/botocore/data"];

    private readonly JsonNode _model;

    private ServiceDescription(JsonNode model, string folder)
    {
        _model = model;
        Folder = folder;
    }

    /// <summary>The folder of the model and its related files.</summary>
    public string Folder { get; }

    /// <summary>Reads the model, or skips the test if there is none.</summary>
    /// <param name="service"><c>eks</c>, <c>ssm</c>, or <c>sts</c>.</param>
    public static ServiceDescription Read(string service)
    {
        string? data = Array.Find(s_folders, folder => Directory.Exists(Path.Combine(folder, service)));
        Skip.If(data is null, "The models of the services are not installed (apt-get install awscli).");
        string folder = Directory.EnumerateDirectories(Path.Combine(data, service)).Order(StringComparer.Ordinal).Last();
        return new ServiceDescription(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "service-2.json")))!, folder);
    }

    /// <summary>Returns a field of the metadata of the service.</summary>
    public string? Metadata(string name) => (string?)_model["metadata"]![name];

    public JsonNode Operation(string name) => _model["operations"]![name] ?? throw new InvalidOperationException($"The model has no {name}.");

    public JsonObject Shape(string name) => (JsonObject)_model["shapes"]![name]!;

    /// <summary>Returns the errors of an operation, with code and HTTP status.</summary>
    public IEnumerable<(string Code, int Status)> Errors(string operation)
    {
        foreach (JsonNode? error in Operation(operation)["errors"] as JsonArray ?? [])
        {
            string name = (string)error!["shape"]!;
            JsonObject shape = Shape(name);
            int status = (int?)shape["error"]?["httpStatusCode"] ?? ((bool?)shape["fault"] is true ? 500 : 400);
            yield return ((string?)shape["error"]?["code"] ?? name, status);
        }
    }

    /// <summary>Returns the differences between a value and its shape.</summary>
    /// <param name="shapeName">The shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="where">The position of the value.</param>
    /// <param name="isRequest">Whether patterns and lengths are checked, which the services do only for requests.</param>
    public IEnumerable<string> Differences(string shapeName, JsonNode? value, string where, bool isRequest)
    {
        JsonObject shape = Shape(shapeName);
        string type = (string)shape["type"]!;
        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        bool fits = type switch
        {
            "structure" or "map" => kind == JsonValueKind.Object,
            "list" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && value!.AsValue().TryGetValue(out int _),
            "timestamp" => kind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"{where} is a {type}."),
        };
        if (!fits)
        {
            return [$"{where} is {kind} and not a {type}"];
        }

        return type switch
        {
            "structure" => InStructure(shape, value!.AsObject(), where, isRequest),
            "list" => value!.AsArray().SelectMany((item, i) => Differences((string)shape["member"]!["shape"]!, item, $"{where}[{i}]", isRequest)),
            "string" => InText(shape, (string)value!, where, isRequest),
            "integer" when isRequest && ((int)value! < ((int?)shape["min"] ?? int.MinValue) || (int)value! > ((int?)shape["max"] ?? int.MaxValue)) =>
                [$"{where} is out of range"],
            _ => [],
        };
    }

    private static IEnumerable<string> InText(JsonObject shape, string text, string where, bool isRequest)
    {
        if (shape["enum"] is JsonArray values && !values.Any(value => (string?)value == text))
        {
            yield return $"{where} is '{text}', which is none of its values";
        }

        if (isRequest && shape["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            yield return $"{where} does not fit its pattern";
        }
    }

    private IEnumerable<string> InStructure(JsonObject shape, JsonObject value, string where, bool isRequest)
    {
        var members = (JsonObject)shape["members"]!;
        foreach (JsonNode? required in shape["required"] as JsonArray ?? [])
        {
            if (!value.ContainsKey((string)required!))
            {
                yield return $"{where} has no {required}";
            }
        }

        foreach ((string name, JsonNode? field) in value)
        {
            if (members[name] is not { } member)
            {
                yield return $"{where} has {name}, which the model has not";
                continue;
            }

            foreach (string difference in Differences((string)member["shape"]!, field, where + "." + name, isRequest))
            {
                yield return difference;
            }
        }
    }
}
