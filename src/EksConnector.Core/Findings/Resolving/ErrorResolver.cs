using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Tells what a text means that somebody pasted: from the console, a log, Helm, kubectl or the AWS CLI. No cluster is asked, and
/// nothing of the text becomes a command but what was read, checked and quoted anew.
/// </summary>
internal static class ErrorResolver
{
    private const int LongestEvidence = 300;

    // How many lines one message may be broken into. In a long text, which nobody pasted from a terminal, lines are whole, but
    // those that follow the beginning of an entry of a log belong to it.
    private const int LongestMessage = 12;
    private const int LongestEntry = 16;
    private const int LongText = 256 * 1024;

    private const string HelmHint =
        "Where the connector was installed with Helm: helm upgrade eks-connector oci://public.ecr.aws/eks-connector/eks-connector-chart --reuse-values --set 'authentication.allowedUserARNs={ARN,ARN}' does it too; the list replaces the one before, so the ARNs that have access already have to be in it.";

    /// <summary>Resolves a text.</summary>
    /// <param name="text">The text; any, of any length.</param>
    /// <returns>What explains it, the root cause first; empty where nothing is recognised, or nothing is wrong.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static IReadOnlyList<Finding> Resolve(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pasted = new PastedText(text);
        List<Match> matches = Search(pasted);
        var codes = matches.Select(match => match.Code).ToHashSet(StringComparer.Ordinal);
        IEnumerable<Observation> observations = matches
            .Where(match => !FindingRelations.IsCoveredBy(match.Code, codes))
            .DistinctBy(match => (match.Code, match.Denial?.Principal?.KubernetesUser))
            .Select(match => Observe(pasted, match));
        ValueList<Finding> findings = new Judgement(observations).Findings(context: null, @namespace: null);
        foreach (Finding finding in findings)
        {
            ShownObject.Clean(finding);
        }

        return findings;
    }

    private static List<Match> Search(PastedText text)
    {
        var matches = new List<Match>();
        var seen = new HashSet<(string Code, string? User)>();
        var symptoms = new SymptomSearch(text);
        bool canDeny = DenialReader.CanBeIn(text.All);
        bool isLong = text.TightLength > LongText;

        // What is from here on may still belong to a message that goes on.
        int open = 0;
        for (int line = 0; line < text.Lines.Count; line++)
        {
            TextLine current = text.Lines[line];
            if (current.BeginsEntry)
            {
                // The lines after its first belong to it or not: they are looked at once more by themselves.
                Look(line, line, EndOfEntry(text, line), current.Origin);
                open = line + 1;
                continue;
            }

            if (current.Origin == TextOrigin.PodRow && PodRows.CodeOf(text.Line(line)) is { } code)
            {
                Add(new Match(code, line, line, null));
            }

            if (current.Origin != TextOrigin.Unknown)
            {
                open = line + 1;
                continue;
            }

            int earliest = Math.Max(open, isLong ? line : line - LongestMessage + 1);
            for (int first = line; first >= earliest; first--)
            {
                if (Look(earliest, first, line, TextOrigin.Unknown))
                {
                    open = line + 1;
                    break;
                }
            }
        }

        return matches;

        // Whether the lines are dealt with. The shortest run of lines that shows something counts; whom a denial is about may stand
        // before it.
        bool Look(int earliest, int first, int last, TextOrigin origin)
        {
            if (canDeny && DenialReader.CanBeIn(text.Lower(first, last)) && DenialReader.Read(text, earliest, last, out int begin) is { } denial)
            {
                if (denial.Code is not null)
                {
                    Add(new Match(denial.Code, begin, last, denial));
                }

                return true;
            }

            if (symptoms.CodeOf(text.Lower(first, last), origin) is not { } code)
            {
                return false;
            }

            Add(new Match(code, first, last, null));
            return !FindingRelations.IsImprecise(code);
        }

        void Add(Match match)
        {
            if (seen.Add((match.Code, match.Denial?.Principal?.KubernetesUser)))
            {
                matches.Add(match);
            }
        }
    }

    private static int EndOfEntry(PastedText text, int line)
    {
        int end = line;
        while (end + 1 < text.Lines.Count && end - line < LongestEntry
            && text.Lines[end + 1] is { BeginsEntry: false, Origin: TextOrigin.Unknown })
        {
            end++;
        }

        return end;
    }

    private static Observation Observe(PastedText text, Match match)
    {
        FindingDefinition definition = FindingCatalogue.Of(match.Code)!;
        Observation observation = Observation.Found(match.Code, definition.Meaning);
        PrincipalArn? principal = match.Denial?.Principal;
        observation = observation with { Evidence = Excerpt.Of(text, match.First, match.Last, LongestEvidence), PrincipalArn = principal?.KubernetesUser };
        return match.Denial switch
        {
            { Code: FindingCodes.ImpersonationMissing } denial => Impersonation(observation, denial),
            { Code: FindingCodes.ReadAccessMissing } denial => Reading(observation, denial),
            var denial => observation with
            {
                Fix = CatalogueFix.Of(definition.FixCommand, text.Tight(match.First, match.Last), denial?.ConnectorNamespace, principal?.KubernetesUser),
            },
        };
    }

    private static Observation Impersonation(Observation observation, Denial denial) => denial.Principal is not { } principal
        ? observation with
        {
            Summary = "The connector may not impersonate the principal, whom the text does not name.",
            RecommendedAction = "Find out who is signed in to the console (aws sts get-caller-identity), and run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces with that ARN; -CurrentCaller grants whoever AWS says that you are.",
        }
        : observation with
        {
            Summary = $"The connector may not impersonate {principal.KubernetesUser}.",
            RecommendedAction = "Grant it with Grant-EksConnectorImpersonation; with -Access ConsoleAllNamespaces the principal may read what the console shows, too. " + HelmHint,
            Fix = ImpersonationFixes.Impersonate(target: null, new ConnectorAccount(denial.ConnectorNamespace ?? ConnectorNames.Namespace, ConnectorNames.ServiceAccount), principal, withReading: false),
        };

    private static Observation Reading(Observation observation, Denial denial)
    {
        string group = denial.Group.Length == 0 ? string.Empty : $".{denial.Group}";
        string place = denial.Scope is null ? "on the cluster" : $"in namespace '{denial.Scope}'";
        observation = observation with
        {
            Summary = $"{denial.Principal!.KubernetesUser} is impersonated, but may not {denial.Verb} {denial.Resource}{group} {place}.",
        };
        return IsOfConsole(denial)
            ? observation with
            {
                RecommendedAction = "Grant it with Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces, or -Access ConsoleNamespace for some namespaces. " + HelmHint,
                Fix = ImpersonationFixes.Read(target: null, ConnectorNames.Namespace, denial.Principal),
            }
            : observation with
            {
                RecommendedAction = "That is more than the console's usual roles allow. Bind a ClusterRole that allows it to the user whose name is the ARN (kind User; groups never count).",
            };
    }

    /// <summary>Lines that mean something.</summary>
    private sealed record Match(string Code, int First, int Last, Denial? Denial);

    // Whether what the console reads covers what was denied.
    private static bool IsOfConsole(Denial denial) =>
        DenialReader.Reads(denial.Verb) && denial.Verb != "watch"
        && ConsoleResource.All.Any(resource => resource.Name == denial.Resource && resource.Group == denial.Group);
}
