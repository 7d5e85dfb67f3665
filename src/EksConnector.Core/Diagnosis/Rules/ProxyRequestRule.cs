using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Could connector-proxy hand all requests of the last day to the API server?</summary>
internal sealed class ProxyRequestRule : IDiagnosisRule
{
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Connection.Proxies.Count == 0)
        {
            yield break;
        }

        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        if (read.Length == 0)
        {
            yield return Observation.Skipped(FindingCodes.ProxyRequestFailed, snapshot.Connection.Proxies[0].Unread!);
            yield break;
        }

        bool any = false;
        foreach (ProxyFacts proxy in read)
        {
            if (proxy.Faults.FirstOrDefault(fault => fault.Code == FindingCodes.ProxyRequestFailed) is { } fault
                && !(snapshot.TakenAt.UtcDateTime - fault.Last > s_lately))
            {
                any = true;
                yield return Observation.Warned(FindingCodes.ProxyRequestFailed, $"connector-proxy of {proxy.Pod} could not hand requests to the API server.") with
                {
                    Pod = proxy.Pod,
                    Evidence = ConnectionView.Evidence(proxy.Pod, fault),
                };
            }
        }

        if (!any)
        {
            yield return Observation.Passed(FindingCodes.ProxyRequestFailed, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} says of no request that failed lately.");
        }
    }
}
