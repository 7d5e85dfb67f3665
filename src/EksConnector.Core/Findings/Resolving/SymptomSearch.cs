using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Searches a text for the rows of the symptom tables.</summary>
internal sealed class SymptomSearch
{
    // In a text of unknown origin, the rows of the connector count only if the text mentions the connector.
    private static readonly string[] s_marks =
    [
        "eks-connector", "eksconnector", "connector-init", "connector-agent", "connector-proxy", "//ssm", "lookupssm", ".ssm.", "ssmmessages", "eks_c:", "invalidactivation", "activationexpired",
        "ssm-agent", "ssmagent", "awsssm", "controlchannel", "mgsinteractor", "messagegatewayservice", "credentialrefresher", "onpremcredsprovider", "onpremidentity",
        "agentfailedtoassumeanyidentity", "awssystemsmanager", "failedtofetchinstanceid",
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
        "registeringtheinstancewithawsssm", "startingamazon-ssm-agent", "returnedfromawsapi", "agentfailedtoassumeanyidentity", "datafromvaultisempty",
    ];

    // The words of container runtimes and registries that indicate an image pull; "image" and "pull" alone have many meanings.
    private static readonly string[] s_pulls =
    [
        "pullimage", "pullingimage", "imagepull", "errimage", "unpackimage", "systemimage", "images/create", "defaultimagetag", "inspectimage", "parseimage", "invalidimagename",
        "imageservice", "containerimage", "imageoperatingsystem", "pullingfromhost", "pullaccessdenied", "errorresponsefromdaemon", "errorfromv2registry", "failedtoresolvereference",
        "readingmanifest", "initializingsource", "pingingcontainerregistry", "pingingdockerregistry", "matchingmanifestfor", "manifestunknown", "sourceimage", "toomanyrequests",
    ];

    // The errors of kubectl's own connection to an API server, which are not about the connector.
    private static readonly string[] s_others = ["unabletoconnecttotheserver", "theconnectiontotheserver", "couldn'tgetcurrentserverapigrouplist"];

    // The requests of the AWS CLI, eksctl, and Terraform are signed with the credentials of the caller, not of the connector.
    private static readonly string[] s_callers = ["whencallingthe", "operationerror"];

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
            TextOrigin.Init => SymptomTable.First(_init, lines) ?? SymptomTable.First(_tools, lines),
            TextOrigin.Proxy => SymptomTable.First(_proxy, lines),
            TextOrigin.Agent => SymptomTable.First(_agent, lines),
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

        if (OtherImages.IsOnlyOfAnother(lines))
        {
            return null;
        }

        if (SymptomTable.First(_tools, lines) is { } tool)
        {
            return tool;
        }

        if (PodNames.IsOnlyOfAnother(lines))
        {
            return null;
        }

        return FirstEvent(lines)
            ?? (ContainsAny(lines, s_pulls) ? (SymptomTable.First(_images, ImageSymptoms.WithoutMirrors(lines)) ?? SymptomTable.First(_images, lines)) : null)
            ?? (ContainsAny(lines, s_marks) && !ContainsAny(lines, s_callers) ? OfConnector(lines) : null);
    }

    private string? FirstEvent(ReadOnlySpan<char> lines)
    {
        foreach (Symptom row in _events)
        {
            if (row.IsIn(lines) && EventContext.IsIn(row.Code, lines))
            {
                return row.Code;
            }
        }

        return null;
    }

    // Words that only one of the connector's programs writes identify it, even if the header is missing.
    private string? OfKnownWords(ReadOnlySpan<char> lines) =>
        ContainsAny(lines, s_initWords) ? SymptomTable.First(_init, lines)
        : ContainsAny(lines, s_proxyWords) ? SymptomTable.First(_proxy, lines)
        : ContainsAny(lines, s_agentWords) ? SymptomTable.First(_agent, lines)
        : null;

    // A failed connection is not sufficient if its client is not known.
    private string? OfConnector(ReadOnlySpan<char> lines)
    {
        string? code = SymptomTable.First(_init, lines);
        return code is null or FindingCodes.ApiServerUnreachable && !lines.Contains("initiateeks-connector", StringComparison.Ordinal)
            ? SymptomTable.First(_agent, lines) ?? SymptomTable.First(_proxy, lines)
            : code;
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
