using System.Globalization;
using System.Text;
using System.Xml;

namespace EksConnector.Core.Reports;

/// <summary>
/// Writes diagnoses as JUnit XML, which build pipelines show: a test suite for each connector and a test case for each check. A failed
/// check is a failure; a warning passes, and its text is in the output of the test case.
/// </summary>
internal static class JUnitReport
{
    private const int MaxValueLength = 2000;

    // Test cases without a check: for a diagnosis without findings, and for one that is not healthy although no check failed.
    private const string Verdict = "Diagnosis";

    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the report.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="diagnoses">The diagnoses, in the order in which they are written.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static void Write(Stream output, IReadOnlyList<EksConnector.Diagnosis> diagnoses, CancellationToken cancellationToken = default)
    {
        Case[][] suites = [.. diagnoses.Select(Cases)];
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = s_encoding, Indent = true, IndentChars = " ", NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartElement("testsuites");
        Attribute(xml, "name", "EksConnector");
        Counts(xml, [.. suites.SelectMany(cases => cases)]);
        for (int i = 0; i < suites.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EksConnector.Diagnosis diagnosis = diagnoses[i];
            string name = diagnosis.Namespace.Length == 0 ? diagnosis.Context : $"{diagnosis.Context} ({diagnosis.Namespace})";
            xml.WriteStartElement("testsuite");
            Attribute(xml, "name", name);
            Counts(xml, suites[i]);
            Attribute(xml, "skipped", suites[i].Count(test => test.Result == DiagnosisWords.Skipped).ToString(CultureInfo.InvariantCulture));
            Attribute(xml, "timestamp", diagnosis.Time.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture));
            foreach (Case test in suites[i])
            {
                Write(xml, test, diagnosis.Context);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static Case[] Cases(EksConnector.Diagnosis diagnosis)
    {
        bool hasFailed = diagnosis.Findings.Any(finding => finding.Result == DiagnosisWords.Failed);
        var verdict = new Case(
            Verdict,
            diagnosis.IsHealthy switch { true => DiagnosisWords.Passed, false => DiagnosisWords.Failed, null => DiagnosisWords.Skipped },
            diagnosis.RootCause ?? Verdict,
            diagnosis.Summary,
            Lines(diagnosis.Evidence, diagnosis.RecommendedAction, diagnosis.FixCommandPowerShell));
        IEnumerable<Case> own = diagnosis.Findings.Count == 0 || (diagnosis.IsHealthy != true && !hasFailed) ? [verdict] : [];
        return
        [
            .. own,
            .. diagnosis.Findings.Select(finding => new Case(
                (finding.PrincipalArn ?? finding.Pod) is { } about ? $"{finding.Code} ({about})" : finding.Code,
                finding.Result,
                finding.Code,
                finding.Summary,
                Lines(finding.Evidence, finding.Cause, finding.RecommendedAction, finding.FixCommandPowerShell))),
        ];
    }

    private static void Write(XmlWriter xml, Case test, string context)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", context);
        Attribute(xml, "name", test.Name);
        switch (test.Result)
        {
            case DiagnosisWords.Failed:
                xml.WriteStartElement("failure");
                Attribute(xml, "type", test.Type);
                Attribute(xml, "message", test.Summary);
                xml.WriteString(Shown(test.Details));
                xml.WriteEndElement();
                break;
            case DiagnosisWords.Skipped:
                xml.WriteStartElement("skipped");
                Attribute(xml, "message", test.Summary);
                xml.WriteEndElement();
                break;
            case DiagnosisWords.Warned:
                xml.WriteElementString("system-out", Shown($"Warning: {test.Summary}\n{test.Details}"));
                break;
        }

        xml.WriteEndElement();
    }

    // The schema that Jenkins validates against does not allow the number of skipped test cases for all suites.
    private static void Counts(XmlWriter xml, Case[] cases)
    {
        Attribute(xml, "tests", cases.Length.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "failures", cases.Count(test => test.Result == DiagnosisWords.Failed).ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "errors", "0");
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Shown(value));

    private static string Shown(string value) => ReportText.Of(value, MaxValueLength);

    private static string Lines(params string?[] texts) => string.Join('\n', texts.Where(text => !string.IsNullOrEmpty(text)));

    private sealed record Case(string Name, string Result, string Type, string Summary, string Details);
}
