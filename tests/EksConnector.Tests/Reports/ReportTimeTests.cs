using System.Text;

namespace EksConnector.Tests.Reports;

/// <summary>The time and the length of a report about a large fleet.</summary>
public sealed class ReportTimeTests
{
    [Fact]
    public void Reports_1000_connectors_in_3_seconds_and_5_MB()
    {
        EksConnector.Diagnosis[] diagnoses = ReportSamples.Many(1000);
        ReportSamples.Html(diagnoses[..10]).ShouldNotBeEmpty();
        string html = string.Empty;
        ProcessorTime.Of(() => html = ReportSamples.Html(diagnoses)).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(5_000_000);
        ReportSamples.Read(html).Descendants("article").Count().ShouldBe(1000);
    }
}
