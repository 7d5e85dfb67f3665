using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The AWS part of scenarios.</summary>
public sealed class FakeAwsTests : IAsyncLifetime
{
    private const string Activation = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    private FakeAws _aws = null!;

    public static TheoryData<string> Names => [.. FakeKubernetes.Scenarios];

    public async Task InitializeAsync() => _aws = await FakeAws.StartAsync();

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_scenario_has_a_registered_cluster(string name)
    {
        await _aws.EnterAsync(name, "elsewhere");
        _aws.Clusters["my-cluster"].ActivationId.ShouldBe(Activation);
        _aws.Clusters["my-cluster"].Region.ShouldBe("us-west-2");
        FakeSsmActivation activation = _aws.Activations[Activation];
        activation.RegistrationLimit.ShouldBe(2);
        activation.RegistrationsCount.ShouldBe(_aws.Instances.Count);
        activation.ExpirationDate.ShouldBe(_aws.Clusters["my-cluster"].ActivationExpiry);
        _aws.Instances.Values.ShouldAllBe(instance => instance.ActivationId == Activation);
    }

    [Fact]
    public async Task The_healthy_cluster_is_active_and_online()
    {
        await _aws.EnterAsync("healthy");
        _aws.Clusters["my-cluster"].Status.ShouldBe("ACTIVE");
        _aws.Clusters["my-cluster"].ActivationExpiry!.Value.ShouldBeInRange(DateTimeOffset.UtcNow.AddDays(2), DateTimeOffset.UtcNow.AddDays(3));
        _aws.Instances.Values.Select(instance => instance.PingStatus).ShouldBe(["Online", "Online"]);
    }

    [Fact]
    public async Task A_scenario_can_override_another_as_text()
    {
        await _aws.EnterTextAsync("""
            extends: healthy
            aws:
              clusters:
                my-cluster: {status: FAILED, isoTimes: true, connectorConfig: {roleArn: null}}
                own: {createdAt: "2021-11-12T22:28:51.101000-08:00"}
              activations: {6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4: {registrationsCount: 2, expirationDate: "${now-1h}"}}
              instances: {eks_c:my-cluster_f891281733c1a3c86: null}
              denied: [ssm:DescribeActivations]
              fail:
                eks:*: {throttled: true, times: 2}
                sts:GetCallerIdentity: {status: 403, code: OptInRequired}
              tokenExpired: true
              delay: 1s
              clockOffset: -10m
            """);
        _aws.Clusters["my-cluster"].Status.ShouldBe("FAILED");
        _aws.Clusters["my-cluster"].WritesIsoTimes.ShouldBeTrue();
        _aws.Clusters["my-cluster"].RoleArn.ShouldBeNull();
        _aws.Clusters["my-cluster"].Provider.ShouldBe("OTHER");
        _aws.Clusters["own"].IsConnected.ShouldBeFalse();
        _aws.Clusters["own"].CreatedAt.ShouldBe(new DateTimeOffset(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero));
        _aws.Activations[Activation].ExpirationDate!.Value.ShouldBeLessThan(DateTimeOffset.UtcNow);
        _aws.Instances.Keys.ShouldBe(["eks_c:my-cluster_b5c81f52067a0041c"]);
        _aws.Denied.Keys.ShouldBe(["ssm:DescribeActivations"]);
        _aws.IsTokenExpired.ShouldBeTrue();
        _aws.Delay.ShouldBe(TimeSpan.FromSeconds(1));
        _aws.ClockOffset.ShouldBe(TimeSpan.FromMinutes(-10));

        // All of it is removed.
        await _aws.EnterAsync("healthy");
        _aws.Clusters.Keys.ShouldBe(["my-cluster"]);
        _aws.Instances.Count.ShouldBe(2);
        _aws.Denied.ShouldBeEmpty();
        _aws.IsTokenExpired.ShouldBeFalse();
        _aws.ClockOffset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("{clusters: {c: {state: ACTIVE}}}", "aws.clusters.c.state")]
    [InlineData("{clusters: {c: {connectorConfig: {activation: x}}}}", "aws.clusters.c.connectorConfig.activation")]
    [InlineData("{activation: {}}", "aws.activation")]
    [InlineData("{instances: {i: {activationId: x, ping: Online}}}", "aws.instances.i.ping")]
    public async Task Rejects_an_unknown_field(string section, string field) =>
        (await Should.ThrowAsync<InvalidDataException>(_aws.EnterTextAsync("aws: " + section))).Message.ShouldContain(field);

    [Fact]
    public async Task The_environment_of_the_fake_leads_only_to_the_fake()
    {
        _aws.Environment["AWS_ENDPOINT_URL"].ShouldBe(_aws.Endpoint);
        string config = await File.ReadAllTextAsync(_aws.Environment["AWS_CONFIG_FILE"]!);
        config.ShouldContain("[profile fake]");
        config.ShouldContain("endpoint_url = " + _aws.Endpoint);
    }
}
