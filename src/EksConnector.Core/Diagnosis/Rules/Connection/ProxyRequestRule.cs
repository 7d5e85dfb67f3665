using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether connector-proxy could forward all requests of the last day to the API server.</summary>
internal sealed class ProxyRequestRule() : Rule(FindingCodes.ProxyRequestFailed, RuleScope.Everything, Needs.ProxyLogs)
{
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_now = TimeSpan.FromMinutes(10);

    // These errors mean that the API server is unreachable, so all requests fail and not only an interrupted one.
    private static readonly string[] s_unreached =
    [
        "dial tcp", "no such host", "connection refused", "no route to host", "network is unreachable", "x509:", "tls:", "i/o timeout", "TLS handshake timeout",
    ];

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Proxies.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        Observation[] found =
        [
            .. ConnectionView.Observe(
                Code,
                from proxy in read
                from fault in proxy.Faults
                where fault.Code == Code && !(snapshot.TakenAt.UtcDateTime - fault.Last > s_lately)
                select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
                pods => $"connector-proxy of {pods} could not forward requests to the API server.").Select(observation => observation.LoweredTo(DiagnosisWords.Warning, when: !read.Any(proxy => proxy.Faults.Any(fault => FailsAlways(snapshot, fault))))),
        ];
        return found.Length > 0
            ? found
            : [Observation.Passed(Code, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} logged no failed request in the last day.")];
    }

    private static bool FailsAlways(DiagnosisSnapshot snapshot, LoggedFault fault) =>
        fault.Code == FindingCodes.ProxyRequestFailed
        && snapshot.TakenAt.UtcDateTime - fault.Last <= s_now
        && fault.Last - fault.Before <= s_now
        && Array.Exists(s_unreached, words => fault.Text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
