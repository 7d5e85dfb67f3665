using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Diagnosis;

/// <summary>A folder of the corpus.</summary>
/// <param name="Name">The name of the folder, which describes the situation.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Expected">The expected result.</param>
public sealed record CorpusSituation(string Name, string Scenario, YamlMappingNode Expected)
{
    private static readonly Lazy<IReadOnlyDictionary<string, CorpusSituation>> s_all = new(Read);

    /// <summary>All situations by name.</summary>
    public static IReadOnlyDictionary<string, CorpusSituation> All => s_all.Value;

    /// <summary>Whether the connector must be healthy; null if no problem is expected but the connection cannot be verified.</summary>
    public bool? IsHealthy => Value("healthy") switch { "true" => true, "unknown" => null, _ => false };

    /// <summary>A single value; null if it is not specified.</summary>
    public string? Value(string name) => Expected.Children.TryGetValue(name, out YamlNode? value) ? ((YamlScalarNode)value).Value : null;

    /// <summary>A list, in alphabetical order.</summary>
    public string[] List(string name) =>
        Expected.Children.TryGetValue(name, out YamlNode? list)
            ? [.. ((YamlSequenceNode)list).Select(item => ((YamlScalarNode)item).Value!).Order(StringComparer.Ordinal)]
            : [];

    private static SortedDictionary<string, CorpusSituation> Read()
    {
        var all = new SortedDictionary<string, CorpusSituation>(StringComparer.Ordinal);
        foreach (string folder in Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Diagnosis", "Corpus")))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(Path.Combine(folder, "expected.yaml"))));
            string name = Path.GetFileName(folder);
            string scenario = RealSituation.IsIn(folder) ? RealSituation.Scenario(folder) : File.ReadAllText(Path.Combine(folder, "situation.yaml"));
            all.Add(name, new CorpusSituation(name, scenario, (YamlMappingNode)stream.Documents[0].RootNode));
        }

        return all;
    }
}
