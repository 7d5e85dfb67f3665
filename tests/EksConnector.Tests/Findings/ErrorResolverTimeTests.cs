using System.Text;
using EksConnector.Core.Findings.Resolving;

namespace EksConnector.Tests.Findings;

/// <summary>The time that Resolve-EksConnectorError takes for a long text.</summary>
public sealed class ErrorResolverTimeTests
{
    [Theory]
    [InlineData("log")]
    [InlineData("one line")]
    [InlineData("quotes")]
    [InlineData("forbidden")]
    [InlineData("backslashes")]
    [InlineData("escapes")]
    public void Parses_10_MB_quickly(string kind)
    {
        const int length = 10 * 1024 * 1024;
        string piece = kind switch
        {
            "log" => "2021-01-08 08:44:27 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Set up control channel successfully\n"
                + "I0108 08:44:27.123456       1 init.go:43] eks-connector initializer starts...\ngoroutine 1 [running]:\nmain.main()\n\t/go/src/main.go:12 +0x1d\n\n",
            "one line" => "nothing to see here ",
            "quotes" => "user\" \"cannot\" ",
            "forbidden" => "users \"x\" is forbidden: User \"john\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope\n",
            "backslashes" => "\\\\\\\\\\\\",
            _ => "\u001b]0;\u001b[&quot",
        };
        var text = new StringBuilder(length + piece.Length);
        while (text.Length < length)
        {
            text.Append(piece);
        }

        text.Append('\n').Append('\n').Append(ErrorResolverTests.Missing);
        ErrorResolver.Resolve("warm up " + ErrorResolverTests.Missing);
        IReadOnlyList<Finding> findings = [];
        ProcessorTime.Of(() => findings = ErrorResolver.Resolve(text.ToString())).ShouldBeLessThan(TimeSpan.FromSeconds(6), kind);
        findings.Select(finding => finding.Code).ShouldContain(FindingCodes.ImpersonationMissing);
    }
}
