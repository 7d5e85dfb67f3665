using System.Text.Json.Nodes;
using EksConnector.FakeCluster;
using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// The recorded situations in another Region, partition, or namespace, behind a VPC endpoint, or installed with Helm: the verdict is the same,
/// and the commands fit the installation.
/// </summary>
public sealed class RealSituationVariantTests
{
    private const string Recorded = "us-west-2";
    private const string Elsewhere = "edge-7";
    private const string RegionArgument = "--agent.region=" + Recorded;

    private const string Helm = "Helm, and an endpoint with another name";

    private static readonly string[] s_variants = ["another Region and namespace", "AWS GovCloud, and a VPC endpoint", "China", Helm];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string name in CorpusSituation.All.Keys.Where(name => name.StartsWith("real-", StringComparison.Ordinal)))
            {
                foreach (string variant in s_variants)
                {
                    all.Add(name, variant);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_variant_has_the_same_verdict_and_fitting_commands(string name, string variant)
    {
        CorpusSituation situation = await VaryAsync(CorpusSituation.All[name], variant);
        DiagnosisRun run = DiagnosisRun.Of(await CorpusTests.RunAsync(situation, SnapshotRead.OfAsync));
        CorpusTests.ShouldMatchExpectation(situation, run);
        foreach (string command in run.Result.Findings.SelectMany(finding => new[] { finding.FixCommand, finding.FixCommandPowerShell }).OfType<string>())
        {
            command.ShouldNotContain("-n eks-connector ");
            command.ShouldNotContain("--force");
            command.ShouldNotContain("delete secret eks-connector-state");
            command.ShouldNotContain("delete namespace");
            if (variant == Helm)
            {
                command.ShouldNotContain("eks-connector.yaml");
                command.ShouldNotContain("apply -f http");
                command.Contains("helm upgrade", StringComparison.Ordinal).ShouldBe(command.Contains(" --version ", StringComparison.Ordinal), command);
            }
        }
    }

    private static async Task<CorpusSituation> VaryAsync(CorpusSituation situation, string variant)
    {
        string @namespace = situation.Value("namespace")!;
        JsonObject whole = await ScenarioFile.ReadTextAsync(situation.Scenario, @namespace, DateTime.UtcNow, CancellationToken.None);
        return variant switch
        {
            "another Region and namespace" => Replace(situation, whole, (Recorded, "ap-southeast-7"), (@namespace, Elsewhere)),
            "AWS GovCloud, and a VPC endpoint" => WithWarning(Replace(
                situation,
                whole,
                (RegionArgument, $"{RegionArgument}\",\"--agent.endpoint=https://vpce-0a1b2c3d.ssm.{Recorded}.vpce.amazonaws.com"),
                (Recorded, "us-gov-west-1"),
                ("arn:aws:", "arn:aws-us-gov:"))),
            "China" => WithWarning(Replace(situation, whole, (Recorded + ".amazonaws.com", "cn-north-1.amazonaws.com.cn"), (Recorded, "cn-north-1"), ("arn:aws:", "arn:aws-cn:"))),
            _ => Replace(situation, AsHelm(whole, @namespace), (RegionArgument, $"{RegionArgument}\",\"--agent.endpoint=https://aws-relay.corp.example:8443")),
        };
    }

    private static CorpusSituation Replace(CorpusSituation situation, JsonObject whole, params (string Old, string New)[] changes)
    {
        string scenario = whole.ToJsonString();
        string expected = new YamlDotNet.Serialization.Serializer().Serialize(situation.Expected);
        foreach ((string old, string changed) in changes)
        {
            scenario = scenario.Replace(old, changed, StringComparison.Ordinal);
            expected = expected.Replace(old, changed, StringComparison.Ordinal);
        }

        (changes.Length == 0 || scenario != whole.ToJsonString()).ShouldBeTrue();
        var stream = new YamlStream();
        stream.Load(new StringReader(expected));
        return situation with { Scenario = scenario, Expected = (YamlMappingNode)stream.Documents[0].RootNode };
    }

    // The connector is only available in the standard partition.
    private static CorpusSituation WithWarning(CorpusSituation situation)
    {
        situation.Expected.Children["warned"] = new YamlSequenceNode([.. situation.List("warned").Append(FindingCodes.RegionNotSupported).Select(code => new YamlScalarNode(code))]);
        return situation;
    }

    private static JsonObject AsHelm(JsonObject whole, string @namespace)
    {
        foreach (JsonNode? made in (JsonArray)whole["objects"]!)
        {
            if ((string?)made!["kind"] == "StatefulSet")
            {
                made["metadata"]!["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" };
                made["metadata"]!["annotations"] = new JsonObject { ["meta.helm.sh/release-name"] = "eks-connector", ["meta.helm.sh/release-namespace"] = @namespace };
            }
        }

        return whole;
    }
}
