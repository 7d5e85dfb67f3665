using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the log of connector-proxy reports that the API server rejects it. Other rules check tokens and roles.</summary>
internal sealed class ProxyFaultRule() : Rule(FindingCodes.ServiceAccountTokenStale, RuleScope.Everything)
{
    private static readonly string[] s_codes =
    [
        FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale,
        FindingCodes.StateSecretForbidden, FindingCodes.StateQuotaExceeded, FindingCodes.StateAdmissionDenied,
        FindingCodes.ApiServerUnreachable, FindingCodes.ApiServerUntrusted, FindingCodes.ApiServerNameMismatch,
        FindingCodes.EgressProxyFailed, FindingCodes.InotifyLimitReached,
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot) =>
        s_codes.SelectMany(code => ConnectionView.Observe(
            code,
            from proxy in snapshot.Connection.Proxies
            from fault in proxy.Faults
            where fault.Code == code
            select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
            pods => $"{Meaning(code)} ({pods})."));

    // The text in the catalogue refers to connector-init.
    private static string Meaning(string code) => FindingCatalogue.Row(code).Meaning.TrimEnd('.').Replace(ConnectorNames.InitContainer, ConnectorNames.ProxyContainer, StringComparison.Ordinal);
}
