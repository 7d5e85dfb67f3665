using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Core.Reports;

namespace EksConnector.Tests.Reports;

public sealed class ExportReportOperationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string ReportPath => Path.Combine(_folder.FullName, "report.html");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, "<!DOCTYPE html>")]
    [InlineData(true, "<?xml ")]
    public async Task The_file_has_the_report(bool asJUnit, string start)
    {
        List<OperationEvent<FileInfo>> events = await RunAsync(new DestinationFile(ReportPath, Replaces: false), asJUnit);
        events.OfType<ItemEvent<FileInfo>>().Single().Item.FullName.ShouldBe(ReportPath);
        (await File.ReadAllTextAsync(ReportPath)).ShouldStartWith(start);
    }

    [Fact]
    public async Task Replaces_an_existing_file_only_with_Force()
    {
        await File.WriteAllTextAsync(ReportPath, "kept");
        EksConnectorException refused = await Should.ThrowAsync<EksConnectorException>(() => RunAsync(new DestinationFile(ReportPath, Replaces: false)));
        refused.ErrorId.ShouldBe(ErrorIds.DestinationExists);
        (await File.ReadAllTextAsync(ReportPath)).ShouldBe("kept");
        await RunAsync(new DestinationFile(ReportPath, Replaces: true));
        (await File.ReadAllTextAsync(ReportPath)).ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task Rejects_a_destination_that_is_not_a_regular_file()
    {
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, ReportPath);
        foreach (string path in (string[])[_folder.FullName, OperatingSystem.IsWindows() ? "NUL" : "/dev/null", link, Path.Combine(_folder.FullName, "none", "x.html")])
        {
            EksConnectorException refused = await Should.ThrowAsync<EksConnectorException>(() => RunAsync(new DestinationFile(path, Replaces: true)));
            refused.ErrorId.ShouldBe(ErrorIds.DestinationNotWritable, path);
            refused.Target.ShouldBe(path);
            refused.RecommendedAction.ShouldNotBeNullOrEmpty();
        }

        Directory.GetFileSystemEntries(_folder.FullName).ShouldBe([link]);
    }

    [Fact]
    public async Task A_canceled_report_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(new DestinationFile(ReportPath, Replaces: true), cancellationToken: stop.Token));
        Directory.GetFileSystemEntries(_folder.FullName).ShouldBeEmpty();
    }

    private static async Task<List<OperationEvent<FileInfo>>> RunAsync(DestinationFile destination, bool asJUnit = false, CancellationToken cancellationToken = default)
    {
        var events = new List<OperationEvent<FileInfo>>();
        await foreach (OperationEvent<FileInfo> item in new ExportReportOperation().RunAsync(new ReportRequest(ReportSamples.Many(20), destination) { AsJUnit = asJUnit }, cancellationToken))
        {
            events.Add(item);
        }

        return events;
    }
}
