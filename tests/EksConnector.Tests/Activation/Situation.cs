using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Activation;

/// <summary>One document of situations.yaml.</summary>
/// <param name="Text">The document, which is a scenario as well.</param>
/// <param name="Fields">Its fields.</param>
public sealed record Situation(string Text, YamlMappingNode Fields)
{
    private static readonly Lazy<IReadOnlyDictionary<string, Situation>> s_all = new(Read);

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Situation> All => s_all.Value;

    /// <summary>The names of those that fit.</summary>
    public static TheoryData<string> Where(Func<Situation, bool> fits)
    {
        var names = new TheoryData<string>();
        foreach (Situation situation in All.Values.Where(fits))
        {
            names.Add(situation.Name);
        }

        return names;
    }

    /// <summary>What it is about.</summary>
    public string Name => Value(Fields, "situation")!;

    /// <summary>Whether the user has AWS credentials.</summary>
    public bool HasCredentials => Given("credentials") != "none";

    /// <summary>The context that asks.</summary>
    public string Context => Value(Fields, "as") ?? "admin";

    /// <summary>Something that the user gives.</summary>
    public string? Given(string name) => Map("given") is { } given ? Value(given, name) : null;

    /// <summary>Something that is expected.</summary>
    public string? Expected(string name) => Value(Map("expect")!, name);

    /// <summary>A list that is expected, in alphabetical order.</summary>
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
