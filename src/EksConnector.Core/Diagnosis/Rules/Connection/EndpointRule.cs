using EksConnector.Core.Diagnosis.Rules.Activation;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Reports the endpoints that Test-EksConnectorEndpoint could not reach, with the step that failed.</summary>
/// <param name="code">The code that represents the endpoint if it is reachable.</param>
/// <param name="codes">The codes of the other findings about the endpoint.</param>
internal sealed class EndpointRule(string code, params string[] codes) : Rule(code, RuleScope.Live)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => Results(snapshot).Any();

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        EndpointResult[] results = [.. Results(snapshot)];
        EndpointResult[] failed = [.. results.Where(result => result.IsReachable == false)];
        return failed.Length == 0
            ? [Passed($"{FindingCatalogue.Row(Code).Absence} {ConnectionView.Names(results.Select(result => result.Pod))}: {results[0]}")]
            : failed.GroupBy(result => result.FindingCode!).SelectMany(group => ConnectionView.Observe(
                group.Key,
                group.Select(result => (result.Pod, Evidence(result))),
                pods => $"{FindingCatalogue.Row(group.Key).Phrase} {pods}.")
                .Select(observation => observation with
                {
                    Cause = Cause(group.First()),
                    RecommendedAction = (InitAdvice.Action(snapshot, group.Key, text: null) ?? FindingCatalogue.Row(group.Key).RecommendedAction)
                        .Replace(ConnectivityFindings.Test, string.Empty, StringComparison.Ordinal),
                }));
    }

    private IEnumerable<EndpointResult> Results(DiagnosisSnapshot snapshot) => snapshot.Endpoints.Where(result => IsAbout(result) && !IsOutdated(snapshot, result));

    // The results may come from a file, so their codes are not trusted.
    private bool IsAbout(EndpointResult result) => result.IsReachable switch
    {
        false => result.FindingCode is { } found && (found == Code || codes.Contains(found)),
        true when result.Endpoint == "ssmmessages" => Code == FindingCodes.SsmMessagesUnreachable,
        true when result.Endpoint != "registry" => Code == FindingCodes.SsmUnreachable,
        _ => false,
    };

    // An agent that has connected since is newer evidence.
    private static bool IsOutdated(DiagnosisSnapshot snapshot, EndpointResult result) => result.IsReachable == false && snapshot.Connection.Agents.Any(agent =>
        (result.IsTemporaryPod || agent.Pod == result.Pod)
        && agent.LastConnected > result.Time.ToUniversalTime()
        && ConnectionView.StateOf(snapshot, agent) == AgentState.Connected);

    private static string Evidence(EndpointResult result)
    {
        string node = result.NodeName is null ? string.Empty : $" on node {result.NodeName}";
        string addresses = result.Addresses.Count == 0 ? string.Empty : $" ({string.Join(", ", result.Addresses)})";
        string proxy = result.Proxy is null ? string.Empty : $" through the proxy {result.Proxy}";
        return OutsideText.Line(
            $"Test-EksConnectorEndpoint from {result.Pod}{node} at {result.Time.ToUniversalTime():u}: {result.HostName}:{result.Port}{addresses}{proxy}, step {result.FailedStep}: {result.Summary.TrimEnd('.')}");
    }

    private static string? Cause(EndpointResult result) =>
        result is { FailedStep: "Tls", CertificateIssuer: { Length: > 0 } issuer } && !issuer.Contains("Amazon", StringComparison.Ordinal)
            ? $"TLS is intercepted: the certificate that the Pod receives for {OutsideText.Line(result.HostName)} was issued by '{OutsideText.Line(issuer)}'."
            : null;
}
