using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Kubernetes;

public sealed class ClusterSelectionTests
{
    private static readonly ClusterReference[] s_clusters =
    [
        new("prod-eu", "https://1", "u", isCurrent: false),
        new("prod-us", "https://2", "u", isCurrent: true),
        new("test[1]", "https://3", "u", isCurrent: false),
        new("test1", "https://4", "u", isCurrent: false),
    ];

    [Theory]
    [InlineData("", "prod-us")]
    [InlineData("prod-eu", "prod-eu")]
    [InlineData("PROD-EU", "prod-eu")]
    [InlineData("prod-*", "prod-eu,prod-us")]
    [InlineData("*", "prod-eu,prod-us,test[1],test1")]
    [InlineData("test[1]", "test[1]")]
    [InlineData("tes[t]1", "test1")]
    [InlineData("test`[1`]", "test[1]")]
    [InlineData("prod-?u", "prod-eu")]
    [InlineData("prod-us;prod-*;prod-us", "prod-us,prod-eu")]
    public void Selects_each_matching_cluster_once(string patterns, string expected)
    {
        var failures = new List<EksConnectorException>();
        ClusterSelection.Select(s_clusters, Targets(patterns), failures.Add)
            .Select(chosen => chosen.Cluster.Context).ShouldBe(expected.Split(','));
        failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("test[")]
    [InlineData("[z-a]")]
    [InlineData("nothing-*")]
    public void A_name_without_a_match_is_a_failure_and_the_others_continue(string pattern)
    {
        var failures = new List<EksConnectorException>();
        ClusterSelection.Select(s_clusters, Targets(pattern + ";test1"), failures.Add).Single().Cluster.Context.ShouldBe("test1");
        failures.Single().ErrorId.ShouldBe(ErrorIds.ContextNotFound);
        failures.Single().Target.ShouldBe(pattern);
        failures.Single().RecommendedAction.ShouldContain("prod-eu");
    }

    [Fact]
    public void Reports_the_same_server_under_two_contexts()
    {
        var log = new RecordingLog();
        ClusterReference again = new("again", "https://2/", "other", isCurrent: false);
        ClusterSelection.WarnAboutDuplicates(s_clusters.Append(again).Append(again).Select(cluster => new SelectedCluster(cluster, null)).ToArray(), log);
        log.Warnings.ShouldHaveSingleItem().ShouldBe("The contexts prod-us, again are the same cluster (https://2).");
    }

    [Fact]
    public void Requires_a_context_name_without_a_current_context()
    {
        var failures = new List<EksConnectorException>();
        ClusterSelection.Select([s_clusters[0]], [], failures.Add).ShouldBeEmpty();
        failures.Single().ErrorId.ShouldBe(ErrorIds.ContextNotFound);
    }

    [Fact]
    public void The_same_cluster_can_be_selected_with_two_namespaces()
    {
        ClusterSelection.Select(s_clusters, [new("test1", "a"), new("test1", "b"), new("test1", "a")], _ => { })
            .Select(chosen => chosen.Namespace).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a*")]
    [InlineData("a\nb")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void An_invalid_namespace_is_never_part_of_a_path(string @namespace)
    {
        var failures = new List<EksConnectorException>();
        ClusterSelection.Select(s_clusters, [new("test1", @namespace)], failures.Add).ShouldBeEmpty();
        failures.Single().ErrorId.ShouldBe(ErrorIds.InvalidParameter);
    }

    private static ClusterTarget[] Targets(string patterns) =>
        patterns.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pattern => new ClusterTarget(pattern, null)).ToArray();
}
