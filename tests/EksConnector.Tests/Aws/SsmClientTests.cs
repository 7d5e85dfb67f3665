using System.Text.Json.Nodes;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

public sealed class SsmClientTests : AwsTest
{
    private const string Other = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task Finds_an_activation()
    {
        Aws.Activations[AwsCall.Activation] = new FakeSsmActivation { RegistrationLimit = 5, RegistrationsCount = 3 };
        SsmActivation? activation = await (await ConnectAsync()).Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None);
        activation.ShouldBe(new SsmActivation
        {
            ActivationId = AwsCall.Activation,
            Expired = true,
            ExpirationDate = new DateTime(2021, 11, 13, 6, 28, 51, 101, DateTimeKind.Utc),
            RegistrationLimit = 5,
            RegistrationsCount = 3,
            IamRole = "AmazonEKSConnectorAgentRole",
        });
        activation!.ExpirationDate!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        Log.Texts.ShouldContain(text => text.StartsWith($"POST {Aws.Endpoint}/: 200, ", StringComparison.Ordinal));
        Aws.Requests.Single().UserAgent.ShouldContain("app/EksConnector-");
    }

    [Fact]
    public async Task A_missing_activation_is_null() =>
        (await (await ConnectAsync()).Ssm.FindActivationAsync(Other, CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task An_activation_of_another_region_is_null()
    {
        Aws.Activations[AwsCall.Activation] = Aws.Activations[AwsCall.Activation] with { Region = "eu-west-1" };
        (await (await ConnectAsync()).Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None)).ShouldBeNull();
        (await (await ConnectAsync(Keys with { Region = "eu-west-1" })).Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None))
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task Values_missing_from_SSM_are_null()
    {
        Aws.Activations[AwsCall.Activation] = new FakeSsmActivation { IamRole = null, RegistrationLimit = null, ExpirationDate = null };
        SsmActivation? activation = await (await ConnectAsync()).Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None);
        activation.ShouldBe(new SsmActivation { ActivationId = AwsCall.Activation, Expired = false, RegistrationsCount = 2 });
    }

    [Fact]
    public async Task An_ID_in_uppercase_is_the_same()
    {
        (await (await ConnectAsync()).Ssm.FindActivationAsync(AwsCall.Activation.ToUpperInvariant(), CancellationToken.None)).ShouldNotBeNull();
        (await (await ConnectAsync()).Ssm.FindInstancesAsync(AwsCall.Activation.ToUpperInvariant(), CancellationToken.None)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%EKS_ACTIVATION_ID%")]
    [InlineData("{6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4}")]
    [InlineData("6f0d3c9e2b414c579d3a18f2a7b0c5e4")]
    public async Task Does_not_query_an_invalid_ID(string id)
    {
        IAwsSession session = await ConnectAsync();
        (await Should.ThrowAsync<EksConnectorException>(session.Ssm.FindActivationAsync(id, CancellationToken.None)))
            .ErrorId.ShouldBe(ErrorIds.InvalidParameter);
        (await Should.ThrowAsync<EksConnectorException>(session.Ssm.FindInstancesAsync(id, CancellationToken.None)))
            .ErrorId.ShouldBe(ErrorIds.InvalidParameter);
        Aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_pages_are_read_and_an_empty_one_is_not_the_last()
    {
        // These are sorted before and after the requested one.
        for (int i = 0; i < 4; i++)
        {
            string id = $"{(i < 2 ? 0 : 9)}{i}f0d3c9-2b41-4c57-9d3a-18f2a7b0c5e4";
            Aws.Activations[id] = new FakeSsmActivation();
            Aws.Instances[$"eks_c:c{i}_0123456789abcdef0"] = new FakeSsmInstance { ActivationId = id };
        }

        Aws.Instances["eks_c:my-cluster_z"] = new FakeSsmInstance
        {
            ActivationId = AwsCall.Activation,
            PingStatus = "ConnectionLost",
            LastPingDateTime = new DateTimeOffset(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero),
        };
        Aws.PageSize = 1;
        IAwsSession session = await ConnectAsync();
        (await session.Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None)).ShouldNotBeNull();
        Aws.Requests.Count.ShouldBe(3);
        JsonNode.Parse(Aws.Requests[0].Answer!)!["ActivationList"]!.AsArray().ShouldBeEmpty();

        IReadOnlyList<SsmInstance> instances = await session.Ssm.FindInstancesAsync(AwsCall.Activation, CancellationToken.None);
        Aws.Requests.Count.ShouldBe(3 + 7);
        instances.Count.ShouldBe(3);
        instances.Single(instance => instance.InstanceId == "eks_c:my-cluster_z").ShouldBe(new SsmInstance
        {
            InstanceId = "eks_c:my-cluster_z",
            PingStatus = "ConnectionLost",
            LastPing = new DateTime(2021, 11, 13, 6, 28, 51, 101, DateTimeKind.Utc),
            AgentVersion = "3.2.2303.0",
            ActivationId = AwsCall.Activation,
        });
        instances.ShouldAllBe(instance => instance.LastPing!.Value.Kind == DateTimeKind.Utc);
    }

    [Fact]
    public async Task An_instance_that_never_pinged_has_no_time()
    {
        Aws.Instances.Clear();
        Aws.Instances["eks_c:my-cluster_a"] = new FakeSsmInstance { ActivationId = AwsCall.Activation, PingStatus = null, AgentVersion = null };
        SsmInstance instance = (await (await ConnectAsync()).Ssm.FindInstancesAsync(AwsCall.Activation, CancellationToken.None)).Single();
        instance.ShouldBe(new SsmInstance { InstanceId = "eks_c:my-cluster_a", ActivationId = AwsCall.Activation });
    }
}
