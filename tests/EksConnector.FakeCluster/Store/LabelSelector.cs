using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>A label selector of the API, such as <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>.</summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<JsonObject?, bool>> _requirements = [];

    public static readonly LabelSelector All = new();

    public static LabelSelector Parse(string? text)
    {
        var selector = new LabelSelector();
        foreach (string part in SplitOutsideParentheses(text ?? string.Empty))
        {
            selector._requirements.Add(ParseRequirement(part.Trim()));
        }

        return selector;
    }

    public bool Matches(JsonObject value)
    {
        var labels = value["metadata"]?["labels"] as JsonObject;
        return _requirements.TrueForAll(requirement => requirement(labels));
    }

    private static Func<JsonObject?, bool> ParseRequirement(string text)
    {
        Match match = SetRequirement().Match(text);
        if (match.Success)
        {
            string key = match.Groups["key"].Value;
            string[] values = match.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            return match.Groups["not"].Success
                ? labels => !values.Contains((string?)labels?[key], StringComparer.Ordinal)
                : labels => labels?[key] is { } label && values.Contains((string?)label, StringComparer.Ordinal);
        }

        match = EqualityRequirement().Match(text);
        if (match.Success)
        {
            string key = match.Groups["key"].Value;
            string value = match.Groups["value"].Value;
            return match.Groups["operator"].Value == "!="
                ? labels => !string.Equals((string?)labels?[key], value, StringComparison.Ordinal)
                : labels => string.Equals((string?)labels?[key], value, StringComparison.Ordinal);
        }

        match = ExistsRequirement().Match(text);
        if (match.Success)
        {
            string key = match.Groups["key"].Value;
            bool mustExist = !match.Groups["not"].Success;
            return labels => (labels?.ContainsKey(key) ?? false) == mustExist;
        }

        throw ApiError.BadRequest($"unable to parse requirement: found '{text}', expected: identifier");
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    [GeneratedRegex(@"^(?<key>[\w./-]+)\s+(?<not>not)?in\s+\((?<values>[^()]*)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SetRequirement();

    [GeneratedRegex(@"^(?<key>[\w./-]+)\s*(?<operator>==?|!=)\s*(?<value>[\w.-]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EqualityRequirement();

    [GeneratedRegex(@"^(?<not>!)?\s*(?<key>[\w./-]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExistsRequirement();
}
