using EksConnector.Core.Findings.Resolving;

namespace EksConnector.Tests.Findings;

/// <summary>What the advice for reported texts must and must not say.</summary>
public sealed class ReportedTextTests
{
    [Fact]
    public void No_part_of_an_activation_code_quoted_by_an_old_API_server_is_shown()
    {
        Finding finding = Resolve("report 80-base64-old-leak");
        string.Join('\n', finding.Summary, finding.Evidence, finding.Cause, finding.RecommendedAction, finding.FixCommand).ShouldNotContain("VtR2xWcBn7Ks");
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("anonymous impersonates")]
    public void Nothing_is_granted_to_anonymous_users(string name)
    {
        Finding finding = Resolve(name);
        (finding.FixCommand ?? string.Empty).ShouldNotContain("anonymous");
        (finding.FixCommand ?? string.Empty).ShouldNotContain("create cluster");
        (finding.FixCommandPowerShell ?? string.Empty).ShouldNotContain("Grant-");
    }

    [Fact]
    public void Names_a_missing_key_only_when_a_key_is_missing()
    {
        Resolve("a missing key").RecommendedAction!.ShouldContain("'code'");
        ErrorResolver.Resolve("Warning  Failed  3s  kubelet  Error: failed to create containerd task: OCI runtime create failed: no such device")
            .ShouldHaveSingleItem().RecommendedAction!.ShouldNotContain("'code'");
    }

    [Theory]
    [InlineData("Rancher without the cluster", "cluster not found")]
    [InlineData("report x03-init-fallback", "something that nobody has seen yet")]
    [InlineData("report c08-init-unknown-tail", "the object has been modified")]
    public void Shows_the_response(string name, string text) => Resolve(name).Evidence!.ShouldContain(text);

    private static Finding Resolve(string name) =>
        ErrorResolver.Resolve(ErrorResolverTests.Rows().Single(row => row.Name == name).Text).ShouldHaveSingleItem();
}
