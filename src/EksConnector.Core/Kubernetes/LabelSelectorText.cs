using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>Formats label selectors for the query parameter of the API.</summary>
internal static class LabelSelectorText
{
    public static string? Format(LabelSelector? selector)
    {
        if (selector is null)
        {
            return null;
        }

        var parts = new List<string>();
        foreach ((string key, string value) in selector.MatchLabels ?? new Dictionary<string, string>())
        {
            parts.Add($"{key}={value}");
        }

        foreach (LabelSelectorRequirement requirement in selector.MatchExpressions.OrEmpty())
        {
            string values = string.Join(',', requirement.Values.OrEmpty());
            parts.Add(requirement.Operator switch
            {
                "In" => $"{requirement.Key} in ({values})",
                "NotIn" => $"{requirement.Key} notin ({values})",
                "DoesNotExist" => $"!{requirement.Key}",
                _ => requirement.Key ?? string.Empty,
            });
        }

        return parts.Count == 0 ? null : string.Join(',', parts);
    }
}
