using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using EksConnector.Core;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Reports;
using EksConnector.Tests.Diagnosis.Grid;

namespace EksConnector.Tests.Reports;

/// <summary>Creates diagnoses and reads their reports.</summary>
internal static class ReportSamples
{
    /// <summary>The time of the reports.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Creates a number of diagnoses of every kind, each with a different context.</summary>
    public static EksConnector.Diagnosis[] Many(int count)
    {
        GridCase[] cases = [.. GridCase.All.Values.Where(known => known.Snapshot is { Cluster: not null, IsWhole: true })];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                DiagnosisSnapshot snapshot = cases[i % cases.Length].Snapshot;
                EksConnector.Diagnosis diagnosis = DiagnosisVerdict.Of(snapshot with
                {
                    Cluster = snapshot.Cluster! with { Context = string.Create(CultureInfo.InvariantCulture, $"arn:aws:eks:eu-central-1:111122223333:cluster/edge-{i:D4}") },
                });
                DisplayObject.Clean(diagnosis);
                return diagnosis;
            }),
        ];
    }

    /// <summary>Writes the HTML.</summary>
    public static string Html(params EksConnector.Diagnosis[] diagnoses)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(output, diagnoses, Now);
        return output.ToString();
    }

    /// <summary>Reads HTML that is also well-formed XML, so that its structure can be tested without a browser.</summary>
    public static XElement Read(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>Writes the JUnit XML and reads it.</summary>
    public static XElement JUnit(params EksConnector.Diagnosis[] diagnoses)
    {
        using var output = new MemoryStream();
        JUnitReport.Write(output, diagnoses);
        output.Position = 0;
        return XElement.Load(output, LoadOptions.PreserveWhitespace);
    }

    /// <summary>Creates a diagnosis in which all texts are the same.</summary>
    public static EksConnector.Diagnosis Of(string text) => new()
    {
        Context = text,
        Namespace = text,
        ClusterName = text,
        IsHealthy = false,
        RootCause = text,
        Summary = text,
        Evidence = text,
        RecommendedAction = text,
        FixCommand = text,
        FixCommandPowerShell = text,
        Time = Now.LocalDateTime,
        ActivationExpiry = DateTime.MaxValue,
        Pods = new ValueList<DiagnosedPod>([new DiagnosedPod { Context = text, Namespace = text, Pod = text, Status = text, NodeName = text, Message = text, Restarts = int.MaxValue }]),
        Events = new ValueList<ConnectionEvent>(
        [
            new ConnectionEvent { Context = text, Namespace = text, Pod = text, Time = DateTime.MinValue, Kind = ConnectionEventKinds.Connected, Message = text },
            new ConnectionEvent { Context = text, Namespace = text, Pod = text, Time = DateTime.MaxValue, Kind = ConnectionEventKinds.Refused, Message = text, Code = text },
            new ConnectionEvent { Context = text, Namespace = text, Pod = text, Time = Now.LocalDateTime, Kind = text, Message = text },
        ]),
        Findings = new ValueList<Finding>(((string[])[DiagnosisWords.Failed, DiagnosisWords.Warned, DiagnosisWords.Passed, DiagnosisWords.Skipped, text]).Select(result => new Finding
        {
            Context = text,
            Namespace = text,
            Pod = text,
            PrincipalArn = text,
            Code = text,
            Result = result,
            Severity = text,
            Summary = text,
            Evidence = text,
            Cause = text,
            RecommendedAction = text,
            FixCommand = text,
            FixCommandPowerShell = text,
            DocumentationUri = text,
            IsRootCause = result == DiagnosisWords.Failed,
            CausedBy = text,
        })),
    };
}
