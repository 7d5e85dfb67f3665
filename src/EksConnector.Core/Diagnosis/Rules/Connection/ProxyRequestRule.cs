using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Could connector-proxy hand all requests of the last day to the API server?</summary>
internal sealed class ProxyRequestRule : IDiagnosisRule
{
    private const string Code = FindingCodes.ProxyRequestFailed;

    private static readonly TimeSpan s_lately = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Connection.Proxies.Count == 0)
        {
            return [];
        }

        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        if (read.Length == 0)
        {
            return [Observation.Skipped(Code, snapshot.Connection.Proxies[0].Unread!)];
        }

        Observation[] found =
        [
            .. ConnectionView.Tell(
                Code,
                from proxy in read
                from fault in proxy.Faults
                where fault.Code == Code && !(snapshot.TakenAt.UtcDateTime - fault.Last > s_lately)
                select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
                pods => $"connector-proxy of {pods} could not hand requests to the API server.").Select(observation => observation.LoweredTo(DiagnosisWords.Warning)),
        ];
        return found.Length > 0
            ? found
            : [Observation.Passed(Code, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} says of no request that failed lately.")];
    }
}
