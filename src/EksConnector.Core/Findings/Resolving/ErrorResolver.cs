using System.Collections;
using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Explains a text that a user pasted from the console, a log, Helm, kubectl or the AWS CLI. No cluster is queried, and only values that
/// were parsed, validated and quoted again become part of a command.
/// </summary>
internal static class ErrorResolver
{
    private const int MaxEvidenceLength = 300;

    // The maximum number of lines of one message. A long text was not copied from a terminal, so its lines are not wrapped, but lines
    // that follow the start of a log entry belong to the entry.
    private const int MaximumMessageLength = 12;
    private const int MaxEntryLines = 16;
    private const int LongText = 256 * 1024;

    // The maximum number of images and containers that are distinguished in a text.
    private const int MaxSubjects = 1000;

    private static readonly string[] s_stateFaults = [FindingCodes.StateSecretForbidden, FindingCodes.StateQuotaExceeded, FindingCodes.StateAdmissionDenied];

    private const string HelmHint =
        "For a Helm installation, you can also run helm upgrade eks-connector oci://public.ecr.aws/eks-connector/eks-connector-chart --reuse-values --set 'authentication.allowedUserARNs={ARN,ARN}'. Specify all ARNs, because the list replaces the previous one.";

    /// <summary>Resolves a text.</summary>
    /// <param name="text">The text, of any length.</param>
    /// <returns>The findings, the root cause first; empty if nothing was recognized or nothing is wrong.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static IReadOnlyList<Finding> Resolve(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pasted = new PastedText(text);
        var recovery = new Recovery(pasted);
        List<TextMatch> matches = Search(pasted);
        matches.RemoveAll(recovery.IsOver);
        var codes = matches.Select(match => match.Code).ToHashSet(StringComparer.Ordinal);
        IEnumerable<Observation> observations = matches
            .Where(match => !FindingRelations.IsCoveredBy(match.Code, codes))
            .DistinctBy(match => (match.Code, match.Denial?.Principal?.KubernetesUser))
            .Select(match => Observe(pasted, match));
        ValueList<Finding> findings = new Assessment(observations).Findings(context: null, @namespace: null);
        foreach (Finding finding in findings)
        {
            DisplayObject.Clean(finding);
        }

        return findings;
    }

    private static List<TextMatch> Search(PastedText text)
    {
        var matches = new List<TextMatch>();
        var seen = new Dictionary<(string Code, string? User, string Subject), TextMatch>();
        var pods = new Dictionary<string, TextMatch>(StringComparer.Ordinal);
        var symptoms = new SymptomSearch(text);
        bool canDeny = DenialReader.CanBeIn(text.All);
        bool isLong = text.TightLength > LongText;
        BitArray others = OtherSections.Of(text);

        // The first line that may belong to a message that is not complete yet.
        int open = 0;
        (string Code, int Last) newest = default;
        var begun = new HashSet<(string Code, int First)>();
        for (int line = 0; line < text.Lines.Count; line++)
        {
            TextLine current = text.Lines[line];
            if (current.BeginsEntry)
            {
                // The lines after the first may not belong to the entry, so they are also searched separately.
                int end = EndOfEntry(text, line);
                for (int last = line; last <= end && !TryMatch(line, line, last, current.Origin); last++)
                {
                }

                open = line + 1;
                continue;
            }

            if (current.Origin == TextOrigin.PodRow && PodRows.Read(text.Line(line)) is { } row)
            {
                // If a Pod has several rows, for example with --watch, the last row counts.
                if (row.IsRunning || row.Code is not null)
                {
                    pods.Remove(row.Pod);
                }

                if (row.Code is not null)
                {
                    pods.Add(row.Pod, new TextMatch(row.Code, line, line, null));
                }
            }

            if (current.Origin != TextOrigin.Unknown)
            {
                open = line + 1;
                continue;
            }

            int earliest = Math.Max(open, isLong ? line : line - MaximumMessageLength + 1);
            for (int first = line; first >= earliest; first--)
            {
                if (TryMatch(earliest, first, line, TextOrigin.Unknown))
                {
                    open = line + 1;
                    break;
                }
            }
        }

        foreach (TextMatch pod in pods.Values)
        {
            Add(pod);
        }

        return matches;

        // Returns whether the lines were handled. The shortest sequence of lines with a result counts; the subject of a denial may precede
        // it.
        bool TryMatch(int earliest, int first, int last, TextOrigin origin)
        {
            if (others[last] && !OtherImages.IsOwn(text.Lower(first, last)))
            {
                return false;
            }

            if (canDeny && DenialReader.CanBeIn(text.Lower(first, last)) && DenialReader.Read(text, earliest, last, out int begin) is { } denial)
            {
                if (denial.Code is not null)
                {
                    Add(new TextMatch(denial.Code, begin, last, denial));
                }

                return true;
            }

            if (symptoms.CodeOf(text.Lower(first, last), origin) is not { } code)
            {
                return false;
            }

            if (code == FindingCodes.ConnectorNotInstalled && TypedCommand.ListsOther(text, first))
            {
                return true;
            }

            // A longer sequence with the same result as a shorter one, with the same start or end, is ignored.
            if (!begun.Add((code, first)) || newest == (code, last))
            {
                return !FindingRelations.IsImprecise(code);
            }

            newest = (code, last);
            Add(new TextMatch(code, first, last, null) { Subject = Recovery.SubjectOf(text, first, last) });
            return !FindingRelations.IsImprecise(code);
        }

        void Add(TextMatch match)
        {
            var key = (match.Code, match.Denial?.Principal?.KubernetesUser, seen.Count < MaxSubjects ? match.Subject : string.Empty);
            if (seen.TryGetValue(key, out TextMatch? known))
            {
                known.Count++;
                known.Latest = Math.Max(known.Latest, match.Last);
                return;
            }

            seen.Add(key, match);
            matches.Add(match);

            // Whatever prevents connector-proxy from saving a key, the Pod has the only copy of it.
            if (s_stateFaults.Contains(match.Code) && text.Lower(match.First, match.Last).Contains("failedtosavesecret", StringComparison.Ordinal))
            {
                Add(new TextMatch(FindingCodes.KeyNotPersisted, match.First, match.Last, null));
            }
        }
    }

    private static int EndOfEntry(PastedText text, int line)
    {
        int end = line;
        while (text.Lines[line].IsFault && end + 1 < text.Lines.Count && end - line < MaxEntryLines
            && text.Lines[end + 1] is { BeginsEntry: false, Origin: TextOrigin.Unknown })
        {
            end++;
        }

        return end;
    }

    private static Observation Observe(PastedText text, TextMatch match)
    {
        FindingDefinition definition = FindingCatalogue.Of(match.Code)!;
        Observation observation = Observation.Found(match.Code, definition.Meaning);
        PrincipalArn? principal = match.Denial?.Principal;
        observation = observation with { Evidence = Excerpt.Of(text, match.First, match.Last, MaxEvidenceLength), PrincipalArn = principal?.KubernetesUser };
        return match.Denial switch
        {
            { Code: FindingCodes.ImpersonationMissing } denial => Impersonation(observation, denial),
            { Code: FindingCodes.ReadAccessMissing } denial => Reading(observation, denial),
            var denial => observation with
            {
                RecommendedAction = text.Lower(match.First, match.Last).Contains("couldn'tfindkey", StringComparison.Ordinal) ? PodFindings.MissingKeyAction : null,
                Fix = CatalogueFix.Of(definition.FixCommand, text.Tight(match.First, match.Last), denial?.ConnectorNamespace, principal?.KubernetesUser),
            },
        };
    }

    private static Observation Impersonation(Observation observation, Denial denial) => denial.Principal is not { } principal
        ? observation with
        {
            Summary = "The connector is not permitted to impersonate the principal, which the text does not name.",
            RecommendedAction = "Find the IAM principal that is signed in to the console (aws sts get-caller-identity), and run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces with its ARN. To grant access to the principal of your AWS credentials, use -CurrentCaller.",
        }
        : observation with
        {
            Summary = $"The connector is not permitted to impersonate {principal.KubernetesUser}.",
            RecommendedAction = "Run Grant-EksConnectorImpersonation. With -Access ConsoleAllNamespaces, the principal is also permitted to read what the console shows. " + HelmHint,
            Fix = ImpersonationFixes.Impersonate(target: null, new ConnectorAccount(denial.ConnectorNamespace ?? ConnectorNames.Namespace, ConnectorNames.ServiceAccount), principal, withReading: false),
        };

    private static Observation Reading(Observation observation, Denial denial)
    {
        string group = denial.Group.Length == 0 ? string.Empty : $".{denial.Group}";
        string place = denial.Scope is null ? "on the cluster" : $"in namespace '{denial.Scope}'";
        observation = observation with
        {
            Summary = $"{denial.Principal!.KubernetesUser} is impersonated, but is not permitted to {denial.Verb} {denial.Resource}{group} {place}.",
        };
        return IsOfConsole(denial)
            ? observation with
            {
                RecommendedAction = "Grant read access with Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces, or with -Access ConsoleNamespace for selected namespaces. " + HelmHint,
                Fix = ImpersonationFixes.Read(target: null, ConnectorNames.Namespace, denial.Principal),
            }
            : observation with
            {
                RecommendedAction = "The usual roles for the console do not include this permission. Bind a ClusterRole that includes it to the user whose name is the ARN (kind User). Groups have no effect.",
            };
    }

    // Returns whether the denied request is one that the console sends.
    private static bool IsOfConsole(Denial denial) =>
        DenialReader.Reads(denial.Verb) && denial.Verb != "watch"
        && ConsoleResource.All.Any(resource => resource.Name == denial.Resource && resource.Group == denial.Group);
}
