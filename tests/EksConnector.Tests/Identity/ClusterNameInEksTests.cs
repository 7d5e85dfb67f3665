using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.Core.Identity;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Identity;

/// <summary>EKS as a source of the cluster name: the cluster with the activation of the connector.</summary>
public sealed class ClusterNameInEksTests : IAsyncLifetime
{
    private FakeKubernetes _fake = null!;
    private FakeAws _aws = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        _aws = await FakeAws.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _aws.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task Finds_an_unregistered_connector_by_its_activation()
    {
        await EnterAsync("init-crashloop");
        ClusterIdentity answer = (await RunAsync(all: false)).OfType<ItemEvent<ClusterIdentity>>().ShouldHaveSingleItem().Item;
        (answer.ClusterName, answer.Region, answer.Source, answer.InstanceId, answer.Pod).ShouldBe(
            ("my-cluster", "us-west-2", IdentitySources.Eks, null, null));
    }

    [Fact]
    public async Task Does_not_query_EKS_when_the_cluster_has_the_name()
    {
        await EnterAsync("healthy");
        (await RunAsync(all: false)).OfType<ItemEvent<ClusterIdentity>>().ShouldHaveSingleItem().Item.Source.ShouldBe(IdentitySources.InitLog);
        _aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task EKS_is_an_additional_source_with_All()
    {
        await EnterAsync("healthy");
        ClusterIdentity[] answers = [.. (await RunAsync(all: true)).OfType<ItemEvent<ClusterIdentity>>().Select(item => item.Item)];
        answers[^1].Source.ShouldBe(IdentitySources.Eks);
        answers.ShouldAllBe(answer => answer.Agreement == true);
    }

    [Fact]
    public async Task Another_activation_in_EKS_names_nothing()
    {
        await EnterAsync("init-crashloop");
        _aws.Clusters.Clear();
        EksConnectorException failure = (await RunAsync(all: false)).OfType<FailureEvent<ClusterIdentity>>().ShouldHaveSingleItem().Exception;
        failure.ErrorId.ShouldBe(ErrorIds.ClusterNameNotFound);
        failure.Message.ShouldContain("EKS");
    }

    private async Task EnterAsync(string scenario)
    {
        await _fake.EnterAsync(scenario);
        await _aws.EnterAsync(scenario);
    }

    private async Task<List<OperationEvent<ClusterIdentity>>> RunAsync(bool all)
    {
        using var kubernetes = new KubernetesGateway();
        using var aws = new AwsGateway();
        var request = new ClusterNameRequest
        {
            Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
            All = all,
            Aws = new AwsConnectionSource
            {
                AccessKeyId = FakeAws.AccessKeyId,
                SecretAccessKey = new SecretText(FakeAws.SecretAccessKey),
                EndpointUrl = _aws.Endpoint,
            },
        };
        var events = new List<OperationEvent<ClusterIdentity>>();
        await foreach (OperationEvent<ClusterIdentity> each in new GetClusterNameOperation(kubernetes, aws: () => aws).RunAsync(request))
        {
            if (each is not MessageEvent<ClusterIdentity>)
            {
                events.Add(each);
            }
        }

        return events;
    }
}
