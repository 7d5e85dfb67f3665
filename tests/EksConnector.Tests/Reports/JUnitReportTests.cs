using System.Globalization;
using System.Xml.Linq;
using EksConnector.Tests.Commands;

namespace EksConnector.Tests.Reports;

public sealed class JUnitReportTests
{
    [Fact]
    public void Each_check_of_each_connector_is_a_test_case()
    {
        EksConnector.Diagnosis[] diagnoses = ReportSamples.Many(60);
        XElement suites = ReportSamples.JUnit(diagnoses);
        XElement[] all = [.. suites.Elements("testsuite")];
        all.Length.ShouldBe(60);
        Number(suites, "tests").ShouldBe(all.Sum(suite => Number(suite, "tests")));

        // The attributes that the schema junit-10.xsd of Jenkins allows.
        suites.Attributes().Select(attribute => attribute.Name.LocalName).ShouldBeSubsetOf(["name", "time", "tests", "failures", "errors"]);
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Attribute("name")!.Value.ShouldStartWith(diagnoses[i].Context);
            Number(all[i], "tests").ShouldBe(all[i].Elements("testcase").Count());
            Number(all[i], "failures").ShouldBe(all[i].Descendants("failure").Count());
            Number(all[i], "skipped").ShouldBe(all[i].Descendants("skipped").Count());
            all[i].Descendants("failure").Any().ShouldBe(diagnoses[i].IsHealthy == false);
            all[i].Descendants("system-out").Count().ShouldBe(diagnoses[i].Findings.Count(finding => finding.Result == DiagnosisWords.Warned));
        }
    }

    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(false, 1, 0)]
    [InlineData(null, 0, 1)]
    public void A_diagnosis_without_findings_is_a_separate_test_case(bool? isHealthy, int failures, int skipped)
    {
        XElement suite = ReportSamples.JUnit(new EksConnector.Diagnosis
        {
            Context = "a",
            Namespace = "n",
            IsHealthy = isHealthy,
            Summary = "s",
            Time = ReportSamples.Now.LocalDateTime,
            Findings = new ValueList<Finding>([]),
        }).Element("testsuite")!;
        Number(suite, "tests").ShouldBe(1);
        Number(suite, "failures").ShouldBe(failures);
        Number(suite, "skipped").ShouldBe(skipped);
        suite.Attribute("timestamp")!.Value.ShouldBe("2026-11-01T12:00:00");
    }

    [Fact]
    public void Any_value_is_well_formed()
    {
        foreach (string value in HostileValues.Known.Append("\uFFFE\uFFFF\uDC00\u0000]]></failure>").Append(new string('x', 1_000_000)))
        {
            XElement suite = ReportSamples.JUnit(ReportSamples.Of(value)).Element("testsuite")!;
            suite.Elements("testcase").Count().ShouldBe(5, value);
            suite.ToString().Length.ShouldBeLessThan(100_000);
        }
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
