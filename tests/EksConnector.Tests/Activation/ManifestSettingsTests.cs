using EksConnector.Core.Activation;
using EksConnector.Core.Diagnosis;
using EksConnector.Kubernetes.Manifests;

namespace EksConnector.Tests.Activation;

public sealed class ManifestSettingsTests
{
    private const string Id = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";
    private const string Manifest = """
        apiVersion: v1
        kind: Secret
        metadata:
          name: eks-connector-activation-config
        data:
          code: CODE
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: eks-connector
        spec:
          template:
            spec:
              initContainers:
              - name: connector-init
                args:
                - init
                - --activation.id=$(EKS_ACTIVATION_ID)
                - --activation.code=$(EKS_ACTIVATION_CODE)
                - --agent.region=REGION
                env:
                - name: EKS_ACTIVATION_ID
                  value: ID
                - name: EKS_ACTIVATION_CODE
                  valueFrom:
                    secretKeyRef:
                      name: eks-connector-activation-config
                      key: code
        """;

    [Theory]
    [InlineData(Id, "eu-west-1", "ZEd0RkRscG4wdGJkd2hCdzdNbEk=", "Usable")]
    [InlineData("%EKS_ACTIVATION_ID%", "%AWS_REGION%", "%EKS_ACTIVATION_CODE%", FindingCodes.ActivationIdPlaceholder)]
    [InlineData(Id, "eu-west-1", "%EKS_ACTIVATION_CODE%", FindingCodes.ActivationCodePlaceholder)]
    [InlineData(Id, "%AWS_REGION%", "ZEd0RkRscG4wdGJkd2hCdzdNbEk=", FindingCodes.RegionPlaceholder)]
    [InlineData(Id, "-region", "ZEd0RkRscG4wdGJkd2hCdzdNbEk=", FindingCodes.RegionInvalid)]
    [InlineData(Id, "eu-west-1", "dGtFdDlpn0tbdwhBw7Ml", FindingCodes.ActivationCodeNotEncoded)]
    [InlineData(Id, "eu-west-1", "WkVkMFJrUnNjRzR3ZEdKa2QyaENkemROYkVrPQ==", FindingCodes.ActivationCodeDoubleEncoded)]
    [InlineData(Id, "eu-west-1", "ZEd0RkRscG4wdGJkd2hCdzdNbEkK", FindingCodes.ActivationCodeWhitespace)]
    [InlineData(Id, "eu-west-1", "", FindingCodes.ActivationCodeMissing)]
    [InlineData("", "eu-west-1", "ZEd0RkRscG4wdGJkd2hCdzdNbEk=", FindingCodes.ActivationIdMissing)]
    [InlineData("1234", "eu-west-1", "ZEd0RkRscG4wdGJkd2hCdzdNbEk=", FindingCodes.ActivationIdInvalid)]
    public void Evaluates_a_manifest(string id, string region, string code, string reason) =>
        Evaluate(Manifest.Replace("value: ID", $"value: {id}").Replace("REGION", region).Replace("code: CODE\n", $"code: {code}\n")).Reason.ShouldBe(reason);

    [Theory]
    [InlineData($"eks: {{activationId: {Id}, activationCode: dGtFdDlpn0tbdwhBw7Ml, agentRegion: eu-west-1}}", "Usable")]
    [InlineData($"eks: {{activationId: {Id}, agentRegion: eu-west-1}}", "Usable")]
    [InlineData($"eks: {{activationId: {Id}, activationCode: ZEd0RkRscG4wdGJkd2hCdzdNbEk=, agentRegion: eu-west-1}}", FindingCodes.ActivationCodeDoubleEncoded)]
    [InlineData("eks:\n  activationId:\n  activationCode: dGtFdDlpn0tbdwhBw7Ml", FindingCodes.ActivationIdMissing)]
    [InlineData("eks:\n  activationId: %EKS_ACTIVATION_ID%\n  agentRegion: eu-west-1", FindingCodes.ActivationIdPlaceholder)]
    [InlineData("replicaCount: 2", FindingCodes.ManifestNotConnector)]
    [InlineData("", FindingCodes.ManifestNotConnector)]
    [InlineData("eks: {activationId: 'x", FindingCodes.ActivationIdInvalid)]
    [InlineData("a: [", FindingCodes.ManifestNotConnector)]
    public void Evaluates_values_of_the_Helm_chart(string values, string reason) => Evaluate(values).Reason.ShouldBe(reason);

    [Fact]
    public void Reports_the_position_in_a_file_that_is_not_valid_YAML()
    {
        ActivationResult result = Evaluate(Manifest.Replace("value: ID", $"value: {Id}").Replace("REGION", "%AWS_REGION%") + "\n\t: broken");
        result.Reason.ShouldBe(FindingCodes.RegionPlaceholder);
        Finding broken = result.Findings.Single(finding => finding.Code == FindingCodes.ManifestInvalid);
        broken.Result.ShouldBe(DiagnosisWords.Failed);
        broken.Evidence!.ShouldContain("line ");
    }

    [Fact]
    public void No_output_contains_the_activation_code()
    {
        ActivationResult result = Evaluate("eks: {activationId: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, activationCode: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, agentRegion: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks}");
        result.Findings.ShouldNotBeEmpty();
        string.Join('\n', result.Findings.SelectMany(finding => typeof(Finding).GetProperties().Select(property => $"{property.GetValue(finding)}")))
            .ShouldNotContain("PLANTED");
    }

    [Fact]
    public void Reading_ends_for_a_document_that_refers_to_itself()
    {
        new ManifestReader().Read("a: &a {b: *a}", out _).ShouldNotBeNull();
        new ManifestReader().Read(string.Concat(Enumerable.Repeat("[", 5000)), out _).ShouldNotBeNull();
        new ManifestReader().Read("a: &a [1]\nb: *a\n---\nc: 2", out IReadOnlyList<ManifestNode> documents).ShouldBeNull();
        documents.Count.ShouldBe(2);
    }

    private static ActivationResult Evaluate(string text) => ActivationVerdict.Of(new DiagnosisSnapshot
    {
        TakenAt = DateTimeOffset.UtcNow,
        Manifest = ManifestSettings.Read("/somewhere/file.yaml", text.ReplaceLineEndings("\n") + "\n", new ManifestReader()),
    });
}
