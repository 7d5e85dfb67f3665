using System.Diagnostics;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Requirements for the texts of all results of diagnoses and activation tests.</summary>
internal static class ReportedTexts
{
    /// <summary>Each text is one line, the commands can be parsed, and nothing contains a secret.</summary>
    public static async Task ShouldBeUsableAsync(IEnumerable<Finding> findings, string? fixCommand, string? fixCommandPowerShell, string allTexts)
    {
        IEnumerable<string?> lines = findings.SelectMany(finding => new[] { finding.Summary, finding.Evidence, finding.Cause, finding.RecommendedAction });
        lines.OfType<string>().ShouldAllBe(line => !line.Contains('\n'));
        if (fixCommand is not null && !OperatingSystem.IsWindows())
        {
            fixCommandPowerShell.ShouldNotBeNullOrEmpty();
            using Process shell = Process.Start(new ProcessStartInfo("sh", ["-n", "-c", fixCommand]) { UseShellExecute = false })!;
            await shell.WaitForExitAsync();
            shell.ExitCode.ShouldBe(0, fixCommand);
        }

        allTexts.ShouldNotContain("PLANTED", Case.Insensitive);
        allTexts.ShouldNotContain("UExBTlRFRC", Case.Insensitive);
    }
}
