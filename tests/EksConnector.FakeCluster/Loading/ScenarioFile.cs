using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>
/// Reads the files in the folder <c>Scenarios</c>. A file can extend another one (<c>extends</c>), into which it is merged. Files whose
/// name starts with an underscore are only for this purpose and are not scenarios.
/// </summary>
public static partial class ScenarioFile
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Scenarios");

    /// <summary>The names of the scenarios.</summary>
    public static IReadOnlyList<string> Names =>
    [
        .. Directory.EnumerateFiles(s_folder, "*.yaml")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith('_'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a scenario and the files that it extends, with times relative to <paramref name="now"/>.</summary>
    public static async Task<JsonObject> ReadAsync(string name, string @namespace, DateTime now, CancellationToken cancellationToken)
    {
        string path = Path.Combine(s_folder, name + ".yaml");
        if (!File.Exists(path))
        {
            throw new ArgumentException($"Unknown scenario '{name}'. The scenarios are: {string.Join(", ", Names)}.", nameof(name));
        }

        string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        return await ReadTextAsync(text, @namespace, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a scenario that is given as text, and the files that it extends.</summary>
    public static async Task<JsonObject> ReadTextAsync(string text, string @namespace, DateTime now, CancellationToken cancellationToken)
    {
        JsonObject own = JsonText.Copy(YamlJson.Parse(Fill(text, @namespace, now)) as JsonObject ?? []);
        if ((string?)own["extends"] is not { } parent)
        {
            return own;
        }

        JsonObject whole = await ReadAsync(parent, @namespace, now, cancellationToken).ConfigureAwait(false);
        return Overlay(whole, own);
    }

    private static string Fill(string text, string @namespace, DateTime now)
    {
        string filled = text.Replace("${namespace}", @namespace, StringComparison.Ordinal);
        return NowPlaceholder().Replace(filled, match =>
            JsonText.Time(match.Groups["sign"].Value switch
            {
                "-" => now - Ago.Parse(match.Groups["span"].Value),
                "+" => now + Ago.Parse(match.Groups["span"].Value),
                _ => now,
            }));
    }

    // Objects are merged by kind and name; events belong together and are replaced as a whole.
    private static JsonObject Overlay(JsonObject whole, JsonObject own)
    {
        var objects = (JsonArray)(whole["objects"] ??= new JsonArray());
        foreach (JsonNode? item in own["objects"] as JsonArray ?? [])
        {
            var change = (JsonObject)item!.DeepClone();
            JsonNode? existing = objects.FirstOrDefault(candidate => IsNamed(candidate, (string?)change["kind"], (string?)change["metadata"]?["name"]));
            if (existing is JsonObject candidate)
            {
                JsonMerge.Into(candidate, change);
            }
            else
            {
                objects.Add(change);
            }
        }

        foreach (string section in (string[])["pods", "logs", "files", "aws"])
        {
            if (own[section] is JsonObject changes)
            {
                JsonMerge.Into((JsonObject)(whole[section] ??= new JsonObject()), changes);
            }
        }

        if (own["events"] is { } events)
        {
            whole["events"] = events.DeepClone();
        }

        foreach (JsonNode? item in own["remove"] as JsonArray ?? [])
        {
            Remove(whole, objects, (string)item!);
        }

        return whole;
    }

    private static void Remove(JsonObject whole, JsonArray objects, string what)
    {
        string[] parts = what.Split('/', 2);
        if (parts[0] == "Pod")
        {
            (whole["pods"] as JsonObject)?.Remove(parts[1]);
        }
        else
        {
            objects.Remove(objects.First(candidate => IsNamed(candidate, parts[0], parts[1])));
        }
    }

    private static bool IsNamed(JsonNode? value, string? kind, string? name) =>
        (string?)value?["kind"] == kind && (string?)value?["metadata"]?["name"] == name;

    [GeneratedRegex(@"\$\{now((?<sign>[-+])(?<span>[0-9smhd]+))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NowPlaceholder();
}
