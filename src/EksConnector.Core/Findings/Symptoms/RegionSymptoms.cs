namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms of an invalid Region, which is visible in the host name.</summary>
internal static class RegionSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        new(FindingCodes.RegionInvalid, "InvalidEndpointURL"),
        new(FindingCodes.RegionInvalid, "MissingEndpoint"),
        new(FindingCodes.RegionInvalid, "Unable to determine endpoint because region", "has invalid characters"),
        new(FindingCodes.RegionMissing, "Cannot get endpoint for service", "due to unspecified region"),
        new(FindingCodes.RegionInvalid, "ssm", "invalid URL escape"),
        new(FindingCodes.RegionInvalid, "//ssm", "invalid character", "in host name"),
        .. new[] { "lookup", "no such host", "send request failed", "failed to make http client call", "dial tcp" }
            .Select(fault => new Symptom(FindingCodes.RegionInvalid, fault) { Condition = AwsHost.HasInvalidRegion }),
    ];
}
