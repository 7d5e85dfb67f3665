using EksConnector.Core.Findings.Symptoms;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>Evaluates the events of a Pod, which show whether its node could pull the image from the registry.</summary>
internal static class RegistryEvaluator
{
    private const string Pulled = "Successfully pulled image \"";
    private const string Failed = "Failed to pull image \"";
    private const string DefaultRegistry = "docker.io";

    /// <summary>Evaluates the last attempt to pull an image.</summary>
    /// <param name="events">The events of the Pod.</param>
    /// <returns>The registry, the verdict and its time; null if the node did not need the registry, or if no event shows it.</returns>
    public static (EndpointTarget Registry, EndpointVerdict Verdict, DateTimeOffset Time)? Evaluate(IReadOnlyList<KubernetesEvent> events)
    {
        KubernetesEvent? last = events
            .Where(seen => seen.Message is { } text && (text.StartsWith(Pulled, StringComparison.Ordinal) || text.StartsWith(Failed, StringComparison.Ordinal)))
            .MaxBy(EventTime.GetLast);
        if (last?.Message is not { } message || message.Split('"', 3) is not [_, var image, var rest] || RegistryOf(image) is not { } registry)
        {
            return null;
        }

        EndpointVerdict verdict = message.StartsWith(Pulled, StringComparison.Ordinal)
            ? new EndpointVerdict(true, null, null, $"The node pulled the image{rest.TrimEnd('.')}.")
            : OfFailure(message);
        return (new EndpointTarget(EndpointTarget.Registry, registry), verdict, EventTime.GetLast(last));
    }

    // A registry that responds, for example that the image does not exist, is reachable.
    private static EndpointVerdict OfFailure(string message)
    {
        string? code = SymptomTable.Images.CodeOf(message);
        string summary = $"{message.TrimEnd('.')}.";
        return code switch
        {
            FindingCodes.RegistryDnsFailed => new EndpointVerdict(false, EndpointVerdict.Dns, code, summary),
            FindingCodes.RegistryTlsFailed or FindingCodes.NodeClockSkew => new EndpointVerdict(false, EndpointVerdict.Tls, code, summary),
            FindingCodes.RegistryUnreachable => new EndpointVerdict(false, EndpointVerdict.Tcp, code, summary),
            null => EndpointVerdict.Unknown(summary) with { RecommendedAction = EndpointVerdict.MakePodRun },
            _ => new EndpointVerdict(true, null, null, summary),
        };
    }

    // Without a host, the first part of the reference is a repository of Docker Hub.
    private static Uri? RegistryOf(string image)
    {
        string first = image.Split('/')[0];
        string host = image.Contains('/', StringComparison.Ordinal) && (first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost") ? first : DefaultRegistry;
        return Uri.TryCreate($"https://{host}", UriKind.Absolute, out Uri? uri) && uri is { UserInfo: "", AbsolutePath: "/" } ? uri : null;
    }
}
