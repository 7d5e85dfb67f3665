using System.Globalization;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>
/// Determines why a Pod cannot be scheduled on a node: labels, taints, readiness, and resource requests that exceed the allocatable
/// resources of the node. The requests of other Pods are not considered, because that requires reading all of them.
/// </summary>
internal static class NodeFit
{
    public static IEnumerable<string> UnsuitableReasons(PodSpec pod, Node node)
    {
        if (node.Spec?.Unschedulable == true)
        {
            yield return "it is cordoned (unschedulable)";
        }

        if (node.Status?.Conditions.IsTrue("Ready") != true)
        {
            yield return "it is not ready";
        }

        IReadOnlyDictionary<string, string> labels = node.Metadata?.Labels ?? new Dictionary<string, string>();
        foreach ((string key, string value) in pod.NodeSelector ?? new Dictionary<string, string>())
        {
            if (labels.GetValueOrDefault(key) != value)
            {
                yield return $"it lacks the label {key}={value} that the Pod selects";
            }
        }

        IReadOnlyList<NodeSelectorTerm> terms = (pod.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms).OrEmpty();
        if (terms.Count > 0 && !terms.Any(term => term.MatchExpressions.OrEmpty().All(requirement => Meets(labels, requirement))))
        {
            yield return "it does not meet the Pod's node affinity";
        }

        foreach (Taint taint in Untolerated(pod, node))
        {
            yield return $"the Pod does not tolerate its taint {Text(taint)}";
        }

        foreach ((string resource, double wanted) in Requests(pod))
        {
            if (Quantity(node.Status?.Allocatable?.GetValueOrDefault(resource)) is { } allocatable && wanted > allocatable)
            {
                yield return $"it has less {resource} than the Pod requests";
            }
        }
    }

    /// <summary>Returns the taints of a node that the Pod does not tolerate.</summary>
    public static IEnumerable<Taint> Untolerated(PodSpec pod, Node node) => (node.Spec?.Taints).OrEmpty()
        .Where(taint => taint.Effect is "NoSchedule" or "NoExecute" && !pod.Tolerations.OrEmpty().Any(toleration => Tolerates(toleration, taint)));

    public static string Text(Taint taint) =>
        string.IsNullOrEmpty(taint.Value) ? $"{taint.Key}:{taint.Effect}" : $"{taint.Key}={taint.Value}:{taint.Effect}";

    private static bool Meets(IReadOnlyDictionary<string, string> labels, LabelSelectorRequirement requirement)
    {
        bool has = labels.TryGetValue(requirement.Key ?? string.Empty, out string? value);
        IReadOnlyList<string> values = requirement.Values.OrEmpty();
        return requirement.Operator switch
        {
            "In" => has && values.Contains(value),
            "NotIn" => !has || !values.Contains(value),
            "Exists" => has,
            "DoesNotExist" => !has,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,

            // An operator of a later Kubernetes version does not exclude the node.
            _ => true,
        };
    }

    private static int? Compare(string? value, IReadOnlyList<string> values) =>
        values.Count == 1
        && long.TryParse(value, CultureInfo.InvariantCulture, out long left)
        && long.TryParse(values[0], CultureInfo.InvariantCulture, out long right)
            ? left.CompareTo(right)
            : null;

    private static bool Tolerates(Toleration toleration, Taint taint) =>
        (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
        && (string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint.Key)
        && (toleration.Operator == "Exists" || (!string.IsNullOrEmpty(toleration.Key) && (toleration.Value ?? string.Empty) == (taint.Value ?? string.Empty)));

    // The main containers run concurrently, so their requests add up; init containers run one by one, so only the largest request counts.
    private static Dictionary<string, double> Requests(PodSpec pod)
    {
        var total = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Container container in pod.Containers.OrEmpty())
        {
            foreach ((string resource, string text) in container.Resources?.Requests ?? new Dictionary<string, string>())
            {
                total[resource] = total.GetValueOrDefault(resource) + (Quantity(text) ?? 0);
            }
        }

        foreach (Container container in pod.InitContainers.OrEmpty())
        {
            foreach ((string resource, string text) in container.Resources?.Requests ?? new Dictionary<string, string>())
            {
                total[resource] = Math.Max(total.GetValueOrDefault(resource), Quantity(text) ?? 0);
            }
        }

        return total;
    }

    /// <summary>Parses a quantity such as <c>100m</c>, <c>2</c>, <c>64Mi</c> or <c>1e3</c>; returns null if it is not valid.</summary>
    internal static double? Quantity(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        int digits = text.Length;
        while (digits > 0 && !char.IsAsciiDigit(text[digits - 1]))
        {
            digits--;
        }

        double? factor = text[digits..] switch
        {
            "" => 1,
            "n" => 1e-9,
            "u" => 1e-6,
            "m" => 1e-3,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            "Ki" => 1L << 10,
            "Mi" => 1L << 20,
            "Gi" => 1L << 30,
            "Ti" => 1L << 40,
            _ => null,
        };
        return double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number * factor : null;
    }
}
