namespace EksConnector.Tests.Diagnosis;

public sealed class DiagnosisTextTests
{
    private const string Command = "kubectl --context admin -n eks-connector create secret generic name \"--from-literal=code=$env:EKS ACTIVATION CODE\" --dry-run=client -o yaml";

    [Fact]
    public void A_healthy_result_has_two_lines() =>
        Lines(Make(isHealthy: true, "Nothing is wrong."), 80).ShouldBe(["admin (eks-connector, EKS cluster my-cluster): healthy", "  Nothing is wrong."]);

    [Fact]
    public void A_connector_with_an_unverified_connection_is_not_healthy()
    {
        EksConnector.Diagnosis unknown = Make(isHealthy: null, "Nothing is wrong.");
        Lines(unknown, 80).ShouldBe(["admin (eks-connector, EKS cluster my-cluster): connection not verified", "  Nothing is wrong."]);
        unknown.ToString().ShouldBe("admin: unknown");
    }

    [Fact]
    public void Does_not_break_words_and_lines_fit()
    {
        string[] lines = Lines(Make(isHealthy: false, string.Join(' ', Enumerable.Repeat("something", 30))), 60);
        lines.ShouldAllBe(line => line.Length <= 60);
        lines[1].ShouldStartWith("  Problem     something something");
        lines[2].ShouldStartWith("              something");
    }

    [Theory]
    [InlineData(true, "connection not verified")]
    [InlineData(false, "ImageNotFound")]
    public void The_heading_is_wrapped_between_words(bool isUnknown, string verdict)
    {
        EksConnector.Diagnosis diagnosis = Make(isUnknown ? null : false, "Wrong.", context: "arn:aws:eks:eu-central-1:111122223333:cluster/a");
        string[] lines = Lines(diagnosis, 60);
        lines.ShouldAllBe(line => line.Length <= 60);
        string heading = string.Join(' ', lines.TakeWhile((line, index) => index == 0 || (line.StartsWith("  ", StringComparison.Ordinal) && !line.Contains("Wrong."))).Select(line => line.Trim()));
        heading.ShouldBe($"arn:aws:eks:eu-central-1:111122223333:cluster/a (eks-connector, EKS cluster my-cluster): {verdict}");
    }

    [Fact]
    public void A_command_continues_with_a_backtick_and_does_not_split_quotes()
    {
        string[] lines = Lines(Make(isHealthy: false, "Wrong.", Command), 60);
        string[] fix = [.. lines.SkipWhile(line => !line.StartsWith("  Fix", StringComparison.Ordinal))];
        fix[..^1].ShouldAllBe(line => line.EndsWith(" `", StringComparison.Ordinal));
        string.Join(' ', fix.Select(line => line[14..].Trim(' ', '`'))).ShouldBe(Command);
    }

    [Fact]
    public void Removes_control_characters() => DiagnosisText.Of(Make(isHealthy: false, "a\u001b[31mred\u202e\u0007"), 80).ShouldNotContain(character => character == '\u001b' || character == '\u202e');

    private static string[] Lines(EksConnector.Diagnosis diagnosis, int width) => DiagnosisText.Of(diagnosis, width).Split(Environment.NewLine);

    private static EksConnector.Diagnosis Make(bool? isHealthy, string summary, string? command = null, string context = "admin") => new()
    {
        Context = context,
        Namespace = "eks-connector",
        ClusterName = "my-cluster",
        IsHealthy = isHealthy,
        IsConnected = isHealthy,
        RootCause = isHealthy != false ? null : FindingCodes.ImageNotFound,
        Summary = summary,
        FixCommandPowerShell = command,
        Time = DateTime.UnixEpoch,
        Findings = new ValueList<Finding>([]),
    };
}
