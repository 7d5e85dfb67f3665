using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Diagnosis.Rules;
using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Diagnosis.Grid;

/// <summary>A line of grid.yaml: the differences from a healthy connector, and the expected findings.</summary>
/// <param name="Name">The name.</param>
/// <param name="Snapshot">The facts.</param>
/// <param name="Finds">The expected findings, as severity and code.</param>
internal sealed record GridCase(string Name, DiagnosisSnapshot Snapshot, IReadOnlyList<string> Finds)
{
    private static readonly Lazy<IReadOnlyDictionary<string, GridCase>> s_all = new(Read);

    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, GridCase> All => s_all.Value;

    /// <summary>The findings of the rules for the facts.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. DiagnosisRules.Evaluate(Snapshot).Findings("admin", "eks-connector").Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)];

    private static Dictionary<string, GridCase> Read()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Diagnosis", "Grid");
        JsonNode healthy = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "healthy.json")))!;
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(folder, "grid.yaml"))));
        var all = new Dictionary<string, GridCase>(StringComparer.Ordinal);
        foreach (YamlMappingNode row in ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            JsonNode facts = healthy.DeepClone();
            foreach ((YamlNode path, YamlNode value) in ((YamlMappingNode)row["facts"]).Children)
            {
                Facts.Change(facts, ((YamlScalarNode)path).Value!, Facts.ToJson(value));
            }

            string name = ((YamlScalarNode)row["case"]).Value!;
            all.Add(name, new GridCase(
                name,
                facts.Deserialize(BundleJson.Snapshot)!,
                [.. ((YamlSequenceNode)row["finds"]).Children.Select(item => ((YamlScalarNode)item).Value!)]));
        }

        return all;
    }
}
