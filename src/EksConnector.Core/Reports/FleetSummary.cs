using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Reports;

/// <summary>The summary of all connectors of a report.</summary>
internal sealed class FleetSummary
{
    /// <summary>Creates the summary.</summary>
    /// <param name="diagnoses">The diagnoses, in the order of the report.</param>
    public FleetSummary(IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        Healthy = diagnoses.Count(diagnosis => diagnosis.IsHealthy == true);
        Unhealthy = diagnoses.Count(diagnosis => diagnosis.IsHealthy == false);
        Unverified = diagnoses.Count(diagnosis => diagnosis.IsHealthy is null);
        NotConnected = diagnoses.Count(diagnosis => diagnosis.IsConnected == false);
        RootCauses = Count(diagnoses.Select((diagnosis, index) => (diagnosis.RootCause ?? string.Empty, index)));
        Warnings = Count(diagnoses.SelectMany((diagnosis, index) => diagnosis.Findings
            .Where(finding => finding.Severity == DiagnosisWords.Warning)
            .Select(finding => finding.Code)
            .Distinct(StringComparer.Ordinal)
            .Select(code => (code, index))));
        Expiries =
        [
            .. diagnoses.Select((diagnosis, index) => (diagnosis.ActivationExpiry, index))
                .Where(each => each.ActivationExpiry is not null)
                .Select(each => (each.ActivationExpiry!.Value.ToUniversalTime(), each.index))
                .Order(),
        ];
    }

    /// <summary>The number of connectors without an error whose connection was verified.</summary>
    public int Healthy { get; }

    /// <summary>The number of connectors with an error.</summary>
    public int Unhealthy { get; }

    /// <summary>The number of connectors without an error whose connection could not be verified.</summary>
    public int Unverified { get; }

    /// <summary>The number of connectors that are known not to be connected to AWS.</summary>
    public int NotConnected { get; }

    /// <summary>The root causes, the most frequent first, and the positions of their connectors in the report.</summary>
    public IReadOnlyList<(string Code, int[] Places)> RootCauses { get; }

    /// <summary>The warnings, the most frequent first, and the positions of their connectors in the report.</summary>
    public IReadOnlyList<(string Code, int[] Places)> Warnings { get; }

    /// <summary>The expiration times (UTC) of activations that are still needed, the earliest first, and the positions of their connectors.</summary>
    public IReadOnlyList<(DateTime Expiry, int Place)> Expiries { get; }

    /// <summary>Returns the meaning of a code.</summary>
    /// <returns>The meaning; empty for an unknown code.</returns>
    public static string MeaningOf(string code) => FindingCatalogue.Of(code)?.Meaning ?? string.Empty;

    private static (string Code, int[] Places)[] Count(IEnumerable<(string Code, int Place)> found) =>
    [
        .. from each in found
           where each.Code.Length > 0
           group each.Place by each.Code into places
           orderby places.Count() descending, places.Key
           select (places.Key, places.ToArray()),
    ];
}
