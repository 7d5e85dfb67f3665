using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>Writing the activation of a registration that was created elsewhere.</summary>
public sealed class CredentialOnlyTests
{
    private const string Id = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51";
    private const string Code = "PLANTED-GIVEN-CODE-0123456789";

    [Theory]
    [InlineData("PATCH", "eks-connector-activation-config", 0)]
    [InlineData("PATCH", "eks-connector-activation-config", 1)]
    [InlineData("DELETE", "eks-connector-state-0", 1)]
    [InlineData("PATCH", "statefulsets/eks-connector", 1)]
    [InlineData("DELETE", "pods/eks-connector-0", 1)]
    [InlineData("", "", 0)]
    public async Task Writes_the_activation_and_completes_it_without_AWS_in_a_second_run(string method, string path, int after)
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();
        if (method.Length > 0)
        {
            fixture.Cluster.Faults.Add(new Fault(FaultKind.Status) { Method = method, Path = path, Code = 403, After = after });
            EventLog<ResetResult> first = await fixture.RunAsync(Request(fixture));
            first.Items.ShouldBeEmpty();
            first.Failures.ShouldHaveSingleItem().Message.ShouldContain(after == 0 ? "Nothing was changed." : "the reset of the activation stopped");
            fixture.ShouldHideSecrets(first);
            fixture.Cluster.Faults.Clear();
        }

        EventLog<ResetResult> run = await fixture.RunAsync(Request(fixture));

        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        fixture.ShouldHideSecrets(run);
        ResetResult result = run.Items.ShouldHaveSingleItem();
        (result.IsConnected, result.ActivationId, result.Region, result.ClusterName, result.EksStatus).ShouldBe((true, Id, "eu-west-1", null, null));
        fixture.Secret("eks-connector-activation-config", "code").ShouldBe(Code);
        fixture.Secret("eks-connector-state-0", "connector-config")!.ShouldContain(Id);
        fixture.Secret("eks-connector-state-1", "connector-config")!.ShouldContain(Id);
        fixture.Aws.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("DELETE", "eks-connector-activation-config", 0)]
    [InlineData("DELETE", "eks-connector-activation-config", 1)]
    [InlineData("POST", "secrets", 0)]
    public async Task Creates_an_immutable_Secret_again(string method, string path, int after)
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();
        MakeImmutable(fixture);
        if (method.Length > 0)
        {
            fixture.Cluster.Faults.Add(new Fault(FaultKind.Status) { Method = method, Path = path, Code = 403, After = after });
            (await fixture.RunAsync(Request(fixture))).Failures.ShouldHaveSingleItem();
            fixture.Cluster.Faults.Clear();
        }

        EventLog<ResetResult> run = await fixture.RunAsync(Request(fixture));

        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        fixture.ShouldHideSecrets(run);
        fixture.Secret("eks-connector-activation-config", "code").ShouldBe(Code);
        if (method.Length == 0)
        {
            JsonNode secret = fixture.Cluster.Store.Find("secrets", ResetFixture.Namespace, "eks-connector-activation-config")!;
            ((bool?)secret["immutable"], (string?)secret["metadata"]!["labels"]!["team"]).ShouldBe((true, "edge"));
        }
    }

    [Fact]
    public async Task An_immutable_Secret_with_other_values_is_refused()
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();
        MakeImmutable(fixture, "another");

        EksConnectorException failure = (await fixture.RunAsync(Request(fixture))).Failures.ShouldHaveSingleItem();

        failure.Message.ShouldBe("Context 'admin': nothing was changed, because the Secret 'eks-connector-activation-config' is immutable and also contains other values.");
        failure.RecommendedAction.ShouldBe("Save a copy of the Secret, delete it, create it again from the copy without 'immutable: true', and run the cmdlet again.");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"PLANTED-GIVEN-CODE-0123456789\"")]
    [InlineData("PLANTED-GIVEN-CODE 0123456789")]
    [InlineData("PLANTED-GIVEN-CODE-0123456789\n")]
    [InlineData("PLANTED-SHORT")]
    [InlineData("UExBTlRFRC1HSVZFTi1DT0RFLTAxMjM0NTY3ODk=")]
    [InlineData("$EKS_ACTIVATION_CODE_PLANTED")]
    [InlineData("")]
    public async Task Rejects_an_invalid_code_without_showing_it(string code)
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();

        EventLog<ResetResult> run = await fixture.RunAsync(Request(fixture, code: code));

        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Message).ShouldBe((ErrorIds.InvalidParameter, "Context 'admin': nothing was changed, because -ActivationCode is not an activation code."));
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PLANTED-GIVEN-CODE-0123456789")]
    [InlineData("0B7E2D11-93C4-4F0A-8F6E-5A1C2E3D4F51")]
    [InlineData("0b7e2d11")]
    public async Task Rejects_an_invalid_ID_without_showing_it(string id)
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();

        EventLog<ResetResult> run = await fixture.RunAsync(Request(fixture, id));

        run.Failures.ShouldHaveSingleItem().Message.ShouldBe("Context 'admin': nothing was changed, because -ActivationId is not an activation ID.");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Replicas_that_do_not_register_are_an_error_with_the_root_cause()
    {
        await using ResetFixture fixture = await RegisteredElsewhereAsync();
        ResetRequest request = Request(fixture, code: "another-code-0123456789") with { WaitTimeout = TimeSpan.FromSeconds(1) };

        EventLog<ResetResult> run = await fixture.RunAsync(request);

        run.Items.ShouldHaveSingleItem().IsConnected.ShouldBeFalse();
        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.WaitTimeout);
        failure.Message.ShouldContain("Not all replicas have registered. The root cause is InvalidActivation");
    }

    [Fact]
    public async Task Helm_gets_the_command_without_the_code()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync("helm");

        EksConnectorException failure = (await fixture.RunAsync(Request(fixture))).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.ManagedByHelm);
        failure.RecommendedAction.ShouldContain($"--set eks.activationId={Id} -f -");
        failure.RecommendedAction.ShouldNotContain("PLANTED");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    private static ResetRequest Request(ResetFixture fixture, string id = Id, string code = Code) => fixture.Request with
    {
        Activations = [new GivenActivation("admin", null, id, new SecretText(code), "eu-west-1")],
    };

    private static void MakeImmutable(ResetFixture fixture, string? otherKey = null) => fixture.Cluster.Store.Change(
        "secrets",
        ResetFixture.Namespace,
        "eks-connector-activation-config",
        secret =>
        {
            secret["immutable"] = true;
            secret["metadata"]!["labels"] = new JsonObject { ["team"] = "edge" };
            if (otherKey is not null)
            {
                secret["data"]![otherKey] = "MQ==";
            }
        });

    private static async Task<ResetFixture> RegisteredElsewhereAsync()
    {
        ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Aws.Clusters["my-cluster"] = new FakeEksCluster { Region = "eu-west-1", Status = "PENDING", ActivationId = Id, ActivationCode = Code };
        return fixture;
    }
}
