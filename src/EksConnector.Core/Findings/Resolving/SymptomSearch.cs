using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Looks for the rows of the symptom tables in one text.</summary>
internal sealed class SymptomSearch
{
    private static readonly Row[] s_init = Tight(SymptomTable.Init);
    private static readonly Row[] s_agent = Tight(SymptomTable.Agent);
    private static readonly Row[] s_proxy = Tight(SymptomTable.Proxy);
    private static readonly Row[] s_events = Tight(SymptomTable.Events);
    private static readonly Row[] s_images = Tight(SymptomTable.Images);
    private static readonly Row[] s_tools = Tight(SymptomTable.Tools);

    // Of a text that does not say who wrote it, the connector's rows count only where it speaks of the connector.
    private static readonly string[] s_marks =
        ["eks-connector", "eksconnector", "connector-init", "connector-agent", "connector-proxy", "//ssm.", "//ssmmessages.", "eks_c:", "activation"];

    // That an image is pulled.
    private static readonly string[] s_pulls = ["image", "pull"];

    // What kubectl says of its own way to an API server, and rows about the pods of others.
    private static readonly string[] s_others = ["unabletoconnecttotheserver", "theconnectiontotheserver", "couldn'tgetcurrentserverapigrouplist"];

    private readonly Row[] _init;
    private readonly Row[] _agent;
    private readonly Row[] _proxy;
    private readonly Row[] _events;
    private readonly Row[] _images;
    private readonly Row[] _tools;

    /// <summary>Finds out which rows can be in a text at all, so that a long text is not searched for the others line by line.</summary>
    public SymptomSearch(PastedText text)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        _init = Possible(s_init, text, known);
        _agent = Possible(s_agent, text, known);
        _proxy = Possible(s_proxy, text, known);
        _events = Possible(s_events, text, known);
        _images = Possible(s_images, text, known);
        _tools = Possible(s_tools, text, known);
    }

    /// <summary>Finds out what some lines mean.</summary>
    /// <param name="lines">The lines, in lower case and without white space.</param>
    /// <param name="origin">What wrote them.</param>
    /// <returns>The code; null where no row fits.</returns>
    public string? CodeOf(ReadOnlySpan<char> lines, TextOrigin origin) => origin switch
    {
        TextOrigin.Init => First(_init, lines) ?? First(_tools, lines),
        TextOrigin.Proxy => First(_proxy, lines),
        TextOrigin.Agent => First(_agent, lines),
        _ => OfUnknown(lines),
    };

    private string? OfUnknown(ReadOnlySpan<char> lines)
    {
        if (_init.Length + _agent.Length + _proxy.Length + _events.Length + _images.Length + _tools.Length == 0 || ContainsAny(lines, s_others))
        {
            return null;
        }

        if (First(_tools, lines) is { } tool)
        {
            return tool;
        }

        if (IsOfAnotherPod(lines))
        {
            return null;
        }

        return First(_events, lines)
            ?? (ContainsAny(lines, s_pulls) ? First(_images, lines) : null)
            ?? (ContainsAny(lines, s_marks) ? OfConnector(lines) : null);
    }

    // That some connection failed is too little where it is not known whose it was.
    private string? OfConnector(ReadOnlySpan<char> lines)
    {
        string? code = First(_init, lines);
        return code is null or FindingCodes.ApiServerUnreachable && !lines.Contains("initiateeks-connector", StringComparison.Ordinal)
            ? First(_agent, lines) ?? First(_proxy, lines)
            : code;
    }

    private static bool IsOfAnotherPod(ReadOnlySpan<char> lines) =>
        lines.Contains("pod/", StringComparison.Ordinal) && !lines.Contains("pod/eks-connector", StringComparison.Ordinal);

    private static string? First(Row[] rows, ReadOnlySpan<char> lines)
    {
        foreach (Row row in rows)
        {
            if (row.IsIn(lines))
            {
                return row.Code;
            }
        }

        return null;
    }

    private static bool ContainsAny(ReadOnlySpan<char> lines, string[] fragments)
    {
        foreach (string fragment in fragments)
        {
            if (lines.Contains(fragment, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static Row[] Possible(Row[] rows, PastedText text, Dictionary<string, bool> known)
    {
        var possible = new List<Row>();
        foreach (Row row in rows)
        {
            bool isPossible = true;
            foreach (string fragment in row.Fragments)
            {
                if (!known.TryGetValue(fragment, out bool isThere))
                {
                    isThere = text.All.Contains(fragment, StringComparison.Ordinal);
                    known.Add(fragment, isThere);
                }

                isPossible &= isThere;
            }

            if (isPossible)
            {
                possible.Add(row);
            }
        }

        return [.. possible];
    }

    private static Row[] Tight(SymptomTable table) =>
        [.. table.Rows.Select(row => new Row(row.Code, [.. row.Fragments.Select(fragment => string.Concat(fragment.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant())]))];

    private sealed record Row(string Code, string[] Fragments)
    {
        public bool IsIn(ReadOnlySpan<char> lines)
        {
            foreach (string fragment in Fragments)
            {
                if (!lines.Contains(fragment, StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
