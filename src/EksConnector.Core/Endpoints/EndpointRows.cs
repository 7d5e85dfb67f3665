using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Endpoints;

/// <summary>Creates the results.</summary>
/// <param name="context">The context.</param>
/// <param name="namespace">The namespace.</param>
/// <param name="region">The Region.</param>
internal sealed class EndpointRows(string context, string @namespace, string region)
{
    /// <summary>The namespace.</summary>
    public string Namespace => @namespace;

    /// <summary>Creates a result.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="node">The node of the Pod; null if it is not known.</param>
    /// <param name="isTemporary">Whether the Pod was created for the test.</param>
    /// <param name="target">The endpoint.</param>
    /// <param name="output">The output of the test.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="time">The time of the test.</param>
    public EndpointResult Create(string pod, string? node, bool isTemporary, EndpointTarget target, EndpointOutput output, EndpointVerdict verdict, DateTimeOffset time)
    {
        FindingDefinition? finding = verdict.FindingCode is { } code ? FindingCatalogue.Row(code) : null;
        var result = new EndpointResult
        {
            Context = context,
            Namespace = @namespace,
            Pod = pod,
            IsTemporaryPod = isTemporary,
            Time = time.UtcDateTime,
            NodeName = node,
            Endpoint = target.Name,
            HostName = target.Host,
            Port = target.Uri.Port,
            IsReachable = verdict.IsReachable,
            FailedStep = verdict.FailedStep,
            Addresses = new ValueList<string>(output.Addresses),
            CertificateIssuer = output.Issuer,
            HttpStatus = output.HttpStatus,
            Proxy = output.Proxy,
            DnsTime = output.DnsTime,
            ConnectTime = output.ConnectTime,
            TlsTime = output.TlsTime,
            ResponseTime = output.ResponseTime,
            Tools = new ValueList<string>(output.Tools),
            FindingCode = verdict.FindingCode,
            Summary = verdict.Summary,
            RecommendedAction = finding is null
                ? verdict.IsReachable is null ? verdict.RecommendedAction ?? EndpointVerdict.UseAnotherImage : null
                : finding.RecommendedAction.Replace(ConnectivityFindings.Test, string.Empty, StringComparison.Ordinal).Replace("REGION", region, StringComparison.Ordinal),
        };
        DisplayObject.Clean(result);
        return result;
    }
}
