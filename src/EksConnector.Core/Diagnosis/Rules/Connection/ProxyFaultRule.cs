using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Does connector-proxy say that the cluster's own API server does not let it? What looks at tokens and roles says that they are right.</summary>
internal sealed class ProxyFaultRule : IDiagnosisRule
{
    private static readonly Dictionary<string, string> s_texts = new(StringComparer.Ordinal)
    {
        [FindingCodes.ServiceAccountTokenMissing] = "The service account's token is not in the pod",
        [FindingCodes.ServiceAccountTokenEmpty] = "The service account's token is empty",
        [FindingCodes.ServiceAccountTokenStale] = "The API server does not accept the service account's token",
        [FindingCodes.StateSecretForbidden] = "connector-proxy may not use its state Secret",
        [FindingCodes.ApiServerUnreachable] = "connector-proxy cannot reach the cluster's own API server",
    };

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot) =>
        s_texts.SelectMany(text => ConnectionView.Tell(
            text.Key,
            DiagnosisWords.Failed,
            from proxy in snapshot.Connection.Proxies
            from fault in proxy.Faults
            where fault.Code == text.Key
            select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
            pods => $"{text.Value} ({pods})."));
}
