using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Activation;

/// <summary>A document in situations.yaml.</summary>
/// <param name="Text">The document, which is also a scenario.</param>
/// <param name="Fields">The fields of the document.</param>
public sealed record Situation(string Text, YamlMappingNode Fields)
{
    private static readonly Lazy<IReadOnlyDictionary<string, Situation>> s_all = new(Read);

    /// <summary>All situations by name.</summary>
    public static IReadOnlyDictionary<string, Situation> All => s_all.Value;

    /// <summary>The names of the situations that match.</summary>
    public static TheoryData<string> Where(Func<Situation, bool> matches)
    {
        var names = new TheoryData<string>();
        foreach (Situation situation in All.Values.Where(matches))
        {
            names.Add(situation.Name);
        }

        return names;
    }

    /// <summary>The name.</summary>
    public string Name => Value(Fields, "situation")!;

    /// <summary>Whether the user has AWS credentials.</summary>
    public bool HasCredentials => Specified("credentials") != "none";

    /// <summary>The context of the user.</summary>
    public string Context => Value(Fields, "as") ?? "admin";

    /// <summary>A value that the user specifies.</summary>
    public string? Specified(string name) => Map("given") is { } given ? Value(given, name) : null;

    /// <summary>An expected value.</summary>
    public string? Expected(string name) => Value(Map("expect")!, name);

    /// <summary>An expected list, in alphabetical order.</summary>
    public string[] ExpectedCodes(string name) =>
        Map("expect")!.Children.TryGetValue(name, out YamlNode? list)
            ? [.. ((YamlSequenceNode)list).Select(item => ((YamlScalarNode)item).Value!).Order(StringComparer.Ordinal)]
            : [];

    private YamlMappingNode? Map(string name) => Fields.Children.TryGetValue(name, out YamlNode? map) ? (YamlMappingNode)map : null;

    private static string? Value(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(name, out YamlNode? value) ? ((YamlScalarNode)value).Value : null;

    private static Dictionary<string, Situation> Read()
    {
        string all = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Activation", "situations.yaml"));
        var situations = new Dictionary<string, Situation>(StringComparer.Ordinal);
        foreach (string text in all.Split("\n---\n").Skip(1))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var situation = new Situation(text, (YamlMappingNode)stream.Documents[0].RootNode);
            situations.Add(situation.Name, situation);
        }

        return situations;
    }
}
