using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Reports;
using EksConnector.Tests.Commands;
using EksConnector.Tests.House;

namespace EksConnector.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly string[] s_elements =
    [
        "html", "head", "meta", "title", "style", "body", "a", "svg", "defs", "path", "header", "h1", "h2", "h3", "h4", "p", "main", "section", "ul", "li", "b", "div", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "nav", "article", "span", "dl", "dt", "dd", "pre", "figure", "figcaption", "text", "line", "use", "details", "summary", "br", "wbr",
        "footer", "script",
    ];

    private static readonly string[] s_attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-hidden", "aria-label", "aria-labelledby", "d", "scope", "tabindex", "role", "height", "viewBox",
        "data-label", "x", "y", "x1", "x2", "y1", "y2",
    ];

    [Fact]
    public void The_report_has_problem_cause_and_action_for_each_connector()
    {
        EksConnector.Diagnosis diagnosis = ReportSamples.Many(400).First(each => each is { IsHealthy: false, Evidence: not null, FixCommand: not null, FixCommandPowerShell: not null });
        XElement article = ReportSamples.Read(ReportSamples.Html(diagnosis)).Descendants("article").Single();
        article.Element("h3")!.Value.ShouldBe(diagnosis.Context);
        article.Descendants("span").First().Value.ShouldBe($"\u2717 Unhealthy: {diagnosis.RootCause}");
        string[] fields = [.. article.Element("dl")!.Elements().Select(element => element.Value)];
        ((string?[])[diagnosis.Summary, diagnosis.Evidence, diagnosis.Findings[0].Cause, diagnosis.RecommendedAction]).OfType<string>().ShouldBeSubsetOf(fields);
        article.Elements("pre").Select(pre => pre.Value).ShouldBe([diagnosis.FixCommandPowerShell, diagnosis.FixCommand]);
        diagnosis.Pods.Select(pod => pod.Pod).ShouldBeSubsetOf(article.Descendants("table").First().Descendants("th").Select(cell => cell.Value));
        article.Descendants("tr").Count(row => row.Value.Contains("Failed", StringComparison.Ordinal) || row.Value.Contains("Warned", StringComparison.Ordinal))
            .ShouldBe(diagnosis.Findings.Count(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned));
    }

    [Fact]
    public void Each_cell_has_the_label_of_its_column_for_narrow_windows()
    {
        XElement page = ReportSamples.Read(ReportSamples.Html(ReportSamples.Many(60)));
        foreach (XElement table in page.Descendants("table"))
        {
            string[] labels = [.. table.Element("thead")!.Descendants("th").Select(cell => cell.Value)];
            foreach (XElement row in table.Element("tbody")!.Elements("tr"))
            {
                row.Elements().Select((cell, at) => cell.Name == "th" ? labels[at] : cell.Attribute("data-label")?.Value).ShouldBe(labels);
            }
        }
    }

    [Theory]
    [InlineData("ServiceAccountTokenMissing", "Service Account Token Missing")]
    [InlineData("arn:aws:eks:eu-central-1:111122223333:cluster/edge", "arn:aws: eks:eu-central-1: 111122223333: cluster/ edge")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW x", "WWWWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWW x")]
    [InlineData("No <b> & no StatefulSet", "No <b> & no Stateful Set")]
    public void A_name_can_be_broken_between_its_words(string name, string parts)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new HtmlWriter(output).Begin("p").Name(name).End();
        XElement paragraph = ReportSamples.Read(output.ToString());
        string.Join(' ', paragraph.Nodes().OfType<XText>().Select(text => text.Value)).ShouldBe(parts);
        paragraph.Value.ShouldBe(name);
    }

    [Fact]
    public void The_summary_counts_connectors_root_causes_and_expiries()
    {
        EksConnector.Diagnosis[] diagnoses = ReportSamples.Many(60);
        XElement page = ReportSamples.Read(ReportSamples.Html(diagnoses));
        page.Descendants("b").Select(tile => int.Parse(tile.Value, CultureInfo.InvariantCulture)).ShouldBe(
        [
            60,
            diagnoses.Count(each => each.IsHealthy == true),
            diagnoses.Count(each => each.IsHealthy == false),
            diagnoses.Count(each => each.IsHealthy is null),
            diagnoses.Count(each => each.IsConnected == false),
        ]);
        XElement[] tables = [.. page.Descendants("section").First().Descendants("table")];
        Rows(tables[0]).Sum(row => int.Parse(row[1], CultureInfo.InvariantCulture)).ShouldBe(diagnoses.Count(each => each.RootCause is not null));
        Rows(tables[0]).ShouldAllBe(row => FindingCatalogue.Of(row[0])!.Meaning == row[2]);
        Rows(tables[2]).Length.ShouldBe(Math.Min(20, diagnoses.Count(each => each.ActivationExpiry is not null)));
        Rows(tables[2]).Select(row => row[1]).ShouldBeInOrder();
        Rows(page.Descendants("nav").Single().Descendants("table").Single()).Select(row => row[0]).ShouldBe(diagnoses.Select(each => each.Context));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(300)]
    public void The_report_is_one_file_with_a_clear_structure(int count)
    {
        XElement page = ReportSamples.Read(ReportSamples.Html(ReportSamples.Many(count)));
        AssertHarmless(page);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        ids.ShouldBeUnique();
        page.Descendants().Attributes("href").Select(link => link.Value).Where(link => link[0] == '#').ShouldAllBe(link => ids.Contains(link.Substring(1)));
        page.Descendants().Attributes("aria-labelledby").ShouldAllBe(label => ids.Contains(label.Value));
        page.Descendants("th").ShouldAllBe(cell => cell.Attribute("scope") != null);
        page.Descendants("article").Count().ShouldBe(count);
        foreach (string landmark in (string[])["header", "main", "footer", "h1", "title"])
        {
            page.Descendants(landmark).Count().ShouldBeGreaterThanOrEqualTo(1, landmark);
        }

        int[] levels = [.. page.Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6']).Select(heading => heading.Name.LocalName[1] - '0')];
        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Fact]
    public void The_policy_allows_only_the_style_sheet_and_the_script_of_the_file()
    {
        XElement page = ReportSamples.Read(ReportSamples.Html(ReportSamples.Many(1)));
        string policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value;
        policy.Split("; ").ShouldBe(
        [
            "default-src 'none'", $"style-src '{Hash(page.Descendants("style").Single().Value)}'", $"script-src '{Hash(page.Descendants("script").Single().Value)}'", "base-uri 'none'",
            "form-action 'none'",
        ]);
    }

    [Fact]
    public void Values_are_never_interpreted_as_markup()
    {
        string[] values =
        [
            .. HostileValues.Known.Where(value => value.Length > 0),
            "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)", "<!--", "]]>", "&lt;b&gt;", "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>", "\u202E</pre>\u2066", "\uFFFE\uFFFF\uDC00", "x\u0000\u001B[31m", "<svg/onload=alert(1)>", "&#x202E;",
        ];
        foreach (string value in values)
        {
            string html = ReportSamples.Html(ReportSamples.Of(value), ReportSamples.Of(value));
            html.Where(character => character != '\n' && (char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format)).ShouldBeEmpty(value);
            XElement page = ReportSamples.Read(html);
            AssertHarmless(page);
            page.Descendants("article").Count().ShouldBe(2, value);
            page.Descendants("script").Count().ShouldBe(1, value);
            page.Value.Any(character => char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Surrogate && !char.IsSurrogate(character)).ShouldBeFalse(value);
        }

        ReportSamples.Read(ReportSamples.Html(ReportSamples.Of("a<b>&\"'c"))).Descendants("pre").First().Value.ShouldBe("a<b>&\"'c");
    }

    [Fact]
    public void Long_values_and_lists_do_not_enlarge_the_file()
    {
        string html = ReportSamples.Html(ReportSamples.Of(new string('x', 1_000_000)));
        html.Length.ShouldBeLessThan(100_000);
        html.ShouldContain("The command is too long for the report.");
        EksConnector.Diagnosis one = ReportSamples.Of("x");
        var many = new EksConnector.Diagnosis
        {
            Context = "x",
            Namespace = "x",
            IsHealthy = false,
            Summary = "x",
            Time = one.Time,
            Pods = new ValueList<DiagnosedPod>(Enumerable.Repeat(one.Pods[0], 10_000)),
            Events = new ValueList<ConnectionEvent>(Enumerable.Range(0, 10_000).Select(i => new ConnectionEvent
            {
                Context = "x",
                Namespace = "x",
                Pod = $"pod-{i % 100}",
                Time = one.Time.AddMinutes(-i),
                Kind = ConnectionEventKinds.Lost,
                Message = new string('y', 500),
            })),
            Findings = new ValueList<Finding>(Enumerable.Range(0, 10_000).Select(i => new Finding
            {
                Code = $"Code{i}",
                Result = DiagnosisWords.Failed,
                Severity = DiagnosisWords.Error,
                Summary = new string('z', 500),
            })),
        };
        ReportSamples.Html(many).Length.ShouldBeLessThan(400_000);
    }

    [Fact]
    public void The_timeline_shows_connections_until_they_end()
    {
        ConnectionEvent Event(string pod, int minutes, string kind) => new() { Context = "a", Namespace = "n", Pod = pod, Time = ReportSamples.Now.LocalDateTime.AddMinutes(-minutes), Kind = kind, Message = "m" };
        var diagnosis = new EksConnector.Diagnosis
        {
            Context = "a",
            Namespace = "n",
            IsHealthy = false,
            Summary = "s",
            Time = ReportSamples.Now.LocalDateTime,
            Findings = new ValueList<Finding>([]),
            Events = new ValueList<ConnectionEvent>(
            [
                Event("p0", 600, ConnectionEventKinds.Created), Event("p0", 500, ConnectionEventKinds.Connected), Event("p0", 60, ConnectionEventKinds.Lost),
                Event("p0", 10, ConnectionEventKinds.Connected), Event("p1", 5, ConnectionEventKinds.Refused),
            ]),
        };
        XElement chart = ReportSamples.Read(ReportSamples.Html(diagnosis)).Descendants("figure").Single().Element("svg")!;
        (double From, double To)[] bars = [.. chart.Elements("line").Where(line => line.Attribute("class")?.Value == "up").Select(line => (Percent(line, "x1"), Percent(line, "x2")))];
        bars.Length.ShouldBe(2);
        bars[0].From.ShouldBeLessThan(bars[0].To);
        bars[0].To.ShouldBeLessThan(bars[1].From);
        bars[1].To.ShouldBe(98.5);
        double[] marks = [.. chart.Elements("use").Select(mark => Percent(mark, "x"))];
        marks.Length.ShouldBe(5);
        marks[2].ShouldBe(bars[0].To);
        marks.ShouldAllBe(place => place >= 1.5 && place <= 98.5);
        ((string[])["p0", "p1", "now"]).ShouldBeSubsetOf(chart.Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void Only_the_writer_writes_to_the_file()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "EksConnector.Core", "Reports"), "*.cs").Where(file => Path.GetFileName(file) is not "HtmlWriter.cs"))
        {
            string text = File.ReadAllText(file);
            text.ShouldNotContain("output.Write", Case.Sensitive, file);
            text.ShouldNotContain("WriteRaw", Case.Sensitive, file);
        }

        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var html = new HtmlWriter(output);
        Should.Throw<ArgumentException>(() => html.Begin("b onclick=x"));
        Should.Throw<ArgumentException>(() => html.Begin("b", ("a\"", "x")));
        Should.Throw<ArgumentException>(() => html.Source("style", "a{}</style>"));
    }

    private static void AssertHarmless(XElement page)
    {
        HashSet<string> pages = [.. FindingCatalogue.All.Select(definition => definition.DocumentationUri)];
        page.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct(StringComparer.Ordinal).ShouldBeSubsetOf(s_elements);
        page.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).Distinct(StringComparer.Ordinal).ShouldBeSubsetOf(s_attributes);
        page.Descendants().Attributes("href").Select(link => link.Value).ShouldAllBe(link => link[0] == '#' || pages.Contains(link));
    }

    private static string[][] Rows(XElement table) => [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    private static double Percent(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
