using EksConnector.Core.Findings.Resolving;
using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Findings;

/// <summary>Texts that people paste, and what they mean.</summary>
public sealed class ErrorResolverTests
{
    internal const string Missing = "Error from server (Forbidden): users \"arn:aws:iam::111122223333:role/admin\" is forbidden: User \"system:serviceaccount:eks-connector:eks-connector\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope";

    public static TheoryData<string> Names => new(Rows().Select(row => row.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Resolves_an_error_text(string name)
    {
        (_, string text, string[] codes, string? principal) = Rows().Single(row => row.Name == name);
        IReadOnlyList<Finding> findings = ErrorResolver.Resolve(text);
        findings.Select(finding => finding.Code).ShouldBe(codes, ignoreOrder: true, customMessage: name);
        if (principal is not null)
        {
            findings.Select(finding => finding.PrincipalArn).ShouldContain(principal);
        }

        foreach (Finding finding in findings)
        {
            finding.DocumentationUri.ShouldNotBeNullOrEmpty();
            finding.RecommendedAction.ShouldNotBeNullOrEmpty();
            finding.Evidence.ShouldNotBeNullOrEmpty();
            finding.Evidence!.Length.ShouldBeLessThanOrEqualTo(300);
            (finding.FixCommand ?? string.Empty).ShouldNotMatch("<[A-Z_]+>");
            string.Join('\n', finding.Summary, finding.Evidence, finding.Cause, finding.RecommendedAction, finding.FixCommand, finding.FixCommandPowerShell)
                .ShouldNotContain("PLANTED");
        }

        findings.Count(finding => finding.IsRootCause).ShouldBeLessThanOrEqualTo(1);
        findings.Skip(1).ShouldAllBe(finding => !finding.IsRootCause);
    }

    [Fact]
    public void Shortens_long_evidence_in_the_middle()
    {
        string text = "failed to initiate eks-connector: RequestError: send request failed\ncaused by: Post \"https://ssm.us-west-2.amazonaws.com/"
            + new string('x', 5000) + "\": dial tcp: lookup ssm.us-west-2.amazonaws.com on 10.96.0.10:53: no such host";
        string evidence = ErrorResolver.Resolve(text)[0].Evidence!;
        evidence.ShouldStartWith("caused by: Post \"https://ssm.us-west-2.amazonaws.com/");
        evidence.ShouldContain(" ... ");
        evidence.ShouldEndWith("no such host");
    }

    [Fact]
    public void Enough_texts_exist() =>
        (Rows().Count(row => row.Codes.Length > 0), Rows().Count(row => row.Codes.Length == 0)).ShouldSatisfyAllConditions(
            counts => counts.Item1.ShouldBeGreaterThanOrEqualTo(300),
            counts => counts.Item2.ShouldBeGreaterThanOrEqualTo(120));

    [Fact]
    public void A_missing_impersonation_has_a_fix_for_that_principal()
    {
        Finding finding = ErrorResolver.Resolve(Missing.Replace(":eks-connector:", ":edge:", StringComparison.Ordinal)).ShouldHaveSingleItem();
        finding.PrincipalArn.ShouldBe("arn:aws:iam::111122223333:role/admin");
        finding.FixCommandPowerShell.ShouldBe("Grant-EksConnectorImpersonation -PrincipalArn 'arn:aws:iam::111122223333:role/admin' -Namespace edge");
        string[] lines = finding.FixCommand!.Split('\n');
        lines[0].ShouldMatch("^kubectl create clusterrole (eks-console-impersonate-[0-9a-f]{12}) --verb=impersonate --resource=users --resource-name=arn:aws:iam::111122223333:role/admin$");
        lines[1].ShouldMatch("^kubectl create clusterrolebinding (eks-console-impersonate-[0-9a-f]{12}) --clusterrole=\\1 --serviceaccount=edge:eks-connector$");
        finding.Result.ShouldBe(DiagnosisWords.Failed);
        finding.IsRootCause.ShouldBeTrue();
    }

    [Fact]
    public void The_fix_for_missing_read_permissions_covers_what_the_console_shows()
    {
        Finding finding = ErrorResolver.Resolve("nodes is forbidden: User \"arn:aws:sts::111122223333:assumed-role/admin/john\" cannot list resource \"nodes\" in API group \"\" at the cluster scope").ShouldHaveSingleItem();
        finding.PrincipalArn.ShouldBe("arn:aws:iam::111122223333:role/admin");
        finding.FixCommandPowerShell.ShouldBe("Grant-EksConnectorImpersonation -PrincipalArn 'arn:aws:iam::111122223333:role/admin' -Access ConsoleAllNamespaces");
        finding.FixCommand!.ShouldContain("--resource=nodes,namespaces,pods,events,deployments.apps,");
        finding.FixCommand!.ShouldContain("--user=arn:aws:iam::111122223333:role/admin");
        finding.RecommendedAction!.ShouldContain("--reuse-values --set 'authentication.allowedUserARNs={ARN,ARN}'");
    }

    [Fact]
    public void The_console_role_grants_only_what_the_console_reads()
    {
        Finding finding = ErrorResolver.Resolve("User \"arn:aws:iam::111122223333:role/admin\" cannot list resource \"secrets\" in API group \"\" in the namespace \"kube-system\"").ShouldHaveSingleItem();
        finding.Code.ShouldBe(FindingCodes.ReadAccessMissing);
        finding.Summary.ShouldContain("is not permitted to list secrets in namespace 'kube-system'");
        finding.FixCommand.ShouldBeNull();
        finding.FixCommandPowerShell.ShouldBeNull();
    }

    [Fact]
    public void Recognizes_both_forms_of_Helm_sign_out()
    {
        Finding finding = ErrorResolver.Resolve("Error: INSTALLATION FAILED: unexpected status from HEAD request to https://public.ecr.aws/v2/eks-connector/eks-connector-chart/manifests/0.0.6: 403 Forbidden").ShouldHaveSingleItem();
        finding.FixCommand.ShouldBe("docker logout public.ecr.aws\nhelm registry logout public.ecr.aws");
        finding.FixCommandPowerShell.ShouldBe(finding.FixCommand);
    }

    [Theory]
    [InlineData("system:serviceaccount:'; rm -rf /':eks-connector", "arn:aws:iam::111122223333:role/admin")]
    [InlineData("system:serviceaccount:eks-connector:eks-connector", "arn:aws:iam::111122223333:role/admin'; rm -rf /'")]
    [InlineData("system:serviceaccount:eks-connector:eks-connector", "arn:aws:iam::111122223333:role/$(rm -rf /)")]
    [InlineData("system:serviceaccount:eks-connector:eks-connector", "arn:aws:iam::111122223333:role/ad min")]
    [InlineData("system:serviceaccount:eks-connector:eks-connector", "arn:aws:iam::111122223333:role/*")]
    public void Invalid_values_are_in_no_command(string user, string name)
    {
        IReadOnlyList<Finding> findings = ErrorResolver.Resolve($"users \"{name}\" is forbidden: User \"{user}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
        findings.ShouldAllBe(finding => finding.FixCommand == null && finding.FixCommandPowerShell == null && finding.PrincipalArn == null);
    }

    [Fact]
    public void A_repeated_message_is_one_finding()
    {
        string line = "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation: \n\tstatus code: 400, request id: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4\n";
        ErrorResolver.Resolve(string.Concat(Enumerable.Repeat(line, 50))).ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.InvalidActivation);
    }

    [Fact]
    public void Lines_can_be_split_anywhere()
    {
        foreach (int width in new[] { 20, 33, 40, 60, 80 })
        {
            string broken = string.Join("\r\n", Missing.Chunk(width).Select(chunk => new string(chunk)));
            ErrorResolver.Resolve(broken).ShouldHaveSingleItem($"{width} columns").PrincipalArn.ShouldBe("arn:aws:iam::111122223333:role/admin", $"{width} columns");
        }
    }

    [Fact]
    public void Unreadable_parts_do_no_harm()
    {
        string hidden = "\u001b[31m" + string.Join('\0', Missing.ToCharArray()).Insert(30, "\u202e\u200b\ufeff") + "\u001b[0m\u001b]0;title\a";
        ErrorResolver.Resolve(hidden).ShouldHaveSingleItem().PrincipalArn.ShouldBe("arn:aws:iam::111122223333:role/admin");
    }

    [Fact]
    public void Does_not_repeat_secrets_even_if_they_are_malformed()
    {
        string text = "failed to initiate eks-connector: InvalidActivation --activation.code=PLANTED-CODE-4pLe9zQm\nPLANTED-REST-VtR2xWcBn7Ks and https_proxy=http://me:PLANTED-pass@proxy:3128 Authorization: Bearer PLANTED-0123456789abcdefghijkl\n";
        Finding finding = ErrorResolver.Resolve(text)[0];
        (finding.Evidence + finding.Summary + finding.FixCommand).ShouldNotContain("PLANTED");
    }

    internal static List<(string Name, string Text, string[] Codes, string? Principal)> Rows() => [.. Rows("errors.yaml"), .. Rows("reports.yaml"), .. Rows("collected.yaml"), .. Rows("field.yaml"), .. Rows("wordings.yaml")];

    private static List<(string Name, string Text, string[] Codes, string? Principal)> Rows(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(Path.Combine(House.Repository.Root, "tests", "EksConnector.Tests", "Findings", file)));
        yaml.Load(reader);
        return [.. ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>().Select(row => (
            Scalar(row, "name")!,
            Scalar(row, "text")!,
            (Scalar(row, "codes") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Scalar(row, "principal")))];
    }

    private static string? Scalar(YamlMappingNode row, string key) =>
        row.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? ((YamlScalarNode)value).Value : null;
}
