using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Searches a text for the rows of the symptom tables.</summary>
internal sealed class SymptomSearch
{
    // In a text of unknown origin, the rows of the connector count only if the text mentions the connector.
    private static readonly string[] s_marks =
    [
        "eks-connector", "eksconnector", "connector-init", "connector-agent", "connector-proxy", "//ssm", "lookupssm", ".ssm.", "ssmmessages", "eks_c:", "activation",
        "ssm-agent", "ssmagent", "awsssm", "controlchannel", "mgsinteractor", "messagegatewayservice", "credentialrefresher", "onpremcredsprovider", "onprem",
        "agentfailedtoassumeanyidentity", "awssystemsmanager",
    ];

    private static readonly string[] s_initWords = ["failedtoinitiateeks-connector:", "failedtoinitiatekubernetesclient:"];

    private static readonly string[] s_proxyWords =
    [
        "[proxyserver]", "eksconnectorproxyencounterederror", "failedtosetupfilewatcher", "proxyserverexitedunexpectedly", "failedtosavesecretdueto",
        "failedtoloadkubernetessecretdueto",
    ];

    private static readonly string[] s_agentWords =
    [
        "[mgsinteractor]", "[credentialrefresher]", "[messagegatewayservice]", "[onpremcredsprovider]", "[ssm-agent-worker]", "[amazon-ssm-agent]", "[messageservice]",
        "registeringtheinstancewithawsssm", "startingamazon-ssm-agent", "returnedfromawsapi", "agentfailedtoassumeanyidentity",
    ];

    // The words that indicate an image pull.
    private static readonly string[] s_pulls = ["image", "pull", "errorresponsefromdaemon", "failedtoresolvereference", "toomanyrequests"];

    // The errors of kubectl's own connection to an API server, which are not about the connector.
    private static readonly string[] s_others = ["unabletoconnecttotheserver", "theconnectiontotheserver", "couldn'tgetcurrentserverapigrouplist"];

    private readonly Symptom[] _init;
    private readonly Symptom[] _agent;
    private readonly Symptom[] _proxy;
    private readonly Symptom[] _events;
    private readonly Symptom[] _images;
    private readonly Symptom[] _tools;

    /// <summary>Determines which rows can match a text, so that a long text is not searched for the others line by line.</summary>
    public SymptomSearch(PastedText text)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        _init = Possible(SymptomTable.Init, text, known);
        _agent = Possible(SymptomTable.Agent, text, known);
        _proxy = Possible(SymptomTable.Proxy, text, known);
        _events = Possible(SymptomTable.Events, text, known);
        _images = Possible(SymptomTable.Images, text, known);
        _tools = Possible(SymptomTable.Tools, text, known);
    }

    /// <summary>Returns the code for some lines.</summary>
    /// <param name="lines">The lines, in lowercase and without white space.</param>
    /// <param name="origin">The origin of the lines.</param>
    /// <returns>The code; null if no row matches.</returns>
    public string? CodeOf(ReadOnlySpan<char> lines, TextOrigin origin)
    {
        string? code = origin switch
        {
            TextOrigin.Init => First(_init, lines) ?? First(_tools, lines),
            TextOrigin.Proxy => First(_proxy, lines),
            TextOrigin.Agent => First(_agent, lines),
            _ => OfUnknown(lines),
        };
        return code == Symptom.Harmless ? null : code;
    }

    private string? OfUnknown(ReadOnlySpan<char> lines)
    {
        if (_init.Length + _agent.Length + _proxy.Length + _events.Length + _images.Length + _tools.Length == 0 || ContainsAny(lines, s_others))
        {
            return null;
        }

        if (OfKnownWords(lines) is { } known)
        {
            return known;
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

    // Words that only one of the connector's programs writes identify it, even if the header is missing.
    private string? OfKnownWords(ReadOnlySpan<char> lines) =>
        ContainsAny(lines, s_initWords) ? First(_init, lines)
        : ContainsAny(lines, s_proxyWords) ? First(_proxy, lines)
        : ContainsAny(lines, s_agentWords) ? First(_agent, lines)
        : null;

    // A failed connection is not sufficient if its client is not known.
    private string? OfConnector(ReadOnlySpan<char> lines)
    {
        string? code = First(_init, lines);
        return code is null or FindingCodes.ApiServerUnreachable && !lines.Contains("initiateeks-connector", StringComparison.Ordinal)
            ? First(_agent, lines) ?? First(_proxy, lines)
            : code;
    }

    private static bool IsOfAnotherPod(ReadOnlySpan<char> lines) =>
        lines.Contains("pod/", StringComparison.Ordinal) && !lines.Contains("pod/eks-connector", StringComparison.Ordinal);

    private static string? First(Symptom[] rows, ReadOnlySpan<char> lines)
    {
        foreach (Symptom row in rows)
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

    private static Symptom[] Possible(SymptomTable table, PastedText text, Dictionary<string, bool> known)
    {
        var possible = new List<Symptom>();
        foreach (Symptom row in table.Rows)
        {
            bool isPossible = true;
            foreach (string fragment in row.TightFragments)
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
}
