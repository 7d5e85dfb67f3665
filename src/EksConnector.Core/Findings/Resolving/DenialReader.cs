using System.Text.RegularExpressions;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Reads what an API server, or IAM, says when somebody may not do something. Who that is decides whose matter it is: the
/// connector's service account, an IAM principal, or somebody else, who is none of ours.
/// </summary>
internal static partial class DenialReader
{
    private const string Impersonate = "impersonate";
    private const string ServiceAccountPrefix = "system:serviceaccount:";
    private const string Anonymous = "system:anonymous";

    // Where a denial begins in a line, it may end in the next ones.
    private const int LongestRest = 2;

    private static readonly string[] s_reading = ["get", "list", "watch"];

    /// <summary>Whether lines can hold a denial.</summary>
    /// <param name="lower">The lines, in lower case and without white space.</param>
    public static bool CanBeIn(ReadOnlySpan<char> lower) =>
        ((lower.Contains("cannot", StringComparison.Ordinal) || lower.Contains("can't", StringComparison.Ordinal)) && lower.Contains("user\"", StringComparison.Ordinal))
        || lower.Contains("isnotauthorizedtoperform:", StringComparison.Ordinal);

    /// <summary>Reads the first denial in some lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">The first line that may belong to it.</param>
    /// <param name="last">The line in which it has begun at the latest.</param>
    /// <param name="begin">The line in which it begins.</param>
    /// <returns>The denial; null where the lines hold none.</returns>
    public static Denial? Read(PastedText text, int first, int last, out int begin)
    {
        begin = first;
        int length = text.Lower(first, last).Length;
        int end = last;
        while (end < last + LongestRest && end + 1 < text.Lines.Count && text.Lines[end + 1] is { BeginsEntry: false, Origin: TextOrigin.Unknown })
        {
            end++;
        }

        string tight = text.Tight(first, end);
        PrincipalArn? Principal(string arn) => text.HasWord(first, end, arn) ? PrincipalArn.TryParse(arn) : null;
        try
        {
            Match match = Kubernetes().Match(tight);
            bool isIam = !match.Success || match.Index >= length;
            match = isIam ? Iam().Match(tight) : match;
            if (!match.Success || match.Index >= length)
            {
                return null;
            }

            begin = LineAt(text, first, match.Index);
            return isIam ? OfIam(tight, match, Principal) : OfKubernetes(match, Principal);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static int LineAt(PastedText text, int first, int index)
    {
        int line = first;
        while (text.Lines[line].TightEnd - text.Lines[first].TightStart <= index)
        {
            line++;
        }

        return line;
    }

    private static Denial OfKubernetes(Match match, Func<string, PrincipalArn?> principal)
    {
        string user = match.Groups["user"].Value;
        string verb = match.Groups["verb"].Value;
        bool isOld = match.Groups["oldverb"].Success;
        verb = isOld ? match.Groups["oldverb"].Value : verb;
        string[] old = match.Groups["oldresource"].Value.Split('.', 2);
        string resource = isOld ? old[0] : match.Groups["resource"].Value;
        string name = match.Groups["name"].Value;
        string scope = match.Groups["scope"].Value;
        var denial = new Denial(Code: null)
        {
            Verb = verb,
            Resource = resource.Split('/')[0],
            Group = isOld && old.Length > 1 ? old[1] : match.Groups["group"].Value,
            Scope = KubernetesName.IsLabel(scope) ? scope : null,
        };

        if (user.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal))
        {
            string[] account = user[ServiceAccountPrefix.Length..].Split(':');
            return account is [var @namespace, ConnectorNames.ServiceAccount] && KubernetesName.IsLabel(@namespace)
                ? OfConnector(denial with { ConnectorNamespace = @namespace }, match, principal, name)
                : denial;
        }

        if (user == Anonymous)
        {
            // Anybody can be anonymous; who asks for the state without a token is the connector.
            bool isState = resource == "secrets" && name.StartsWith(ConnectorNames.StateSecretPrefix, StringComparison.Ordinal);
            return isState
                ? denial with { Code = FindingCodes.ServiceAccountTokenEmpty, ConnectorNamespace = denial.Scope }
                : denial with { Code = verb == Impersonate ? FindingCodes.ServiceAccountTokenEmpty : FindingCodes.AnonymousRequest };
        }

        return principal(user) is { } reader && verb != Impersonate
            ? denial with { Code = FindingCodes.ReadAccessMissing, Principal = reader }
            : denial;
    }

    private static Denial OfConnector(Denial denial, Match match, Func<string, PrincipalArn?> principal, string name) => denial switch
    {
        { Verb: Impersonate, Resource: "users" } => denial with { Code = FindingCodes.ImpersonationMissing, Principal = principal(name) },
        { Resource: "secrets" } => denial with { Code = FindingCodes.StateSecretForbidden },
        _ when match.Groups["path"].Value == "/version" => denial with { Code = FindingCodes.VersionAccessMissing },
        _ => denial,
    };

    private static Denial? OfIam(string text, Match match, Func<string, PrincipalArn?> principal) =>
        match.Groups["action"].Value.ToLowerInvariant() switch
        {
            "eks:accesskubernetesapi" => new Denial(FindingCodes.ConsolePermissionMissing) { Principal = principal(match.Groups["user"].Value) },
            "eks:registercluster" or "ssm:createactivation" or "ssm:deleteactivation" => new Denial(FindingCodes.RegisterClusterDenied),

            // Every service may be given a role; this one is the connector's by its name or by the call.
            "iam:passrole" or "iam:createservicelinkedrole" when IsOfRegistration(text) => new Denial(FindingCodes.RegisterClusterDenied),
            var action => action.StartsWith("ssmmessages:", StringComparison.Ordinal) ? new Denial(FindingCodes.ControlChannelDenied) : null,
        };

    private static bool IsOfRegistration(string tight) =>
        tight.Contains("RegisterCluster", StringComparison.OrdinalIgnoreCase)
        || tight.Contains("EKSConnector", StringComparison.OrdinalIgnoreCase)
        || tight.Contains("eks-connector", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a verb only reads.</summary>
    public static bool Reads(string? verb) => s_reading.Contains(verb);

    // Kubernetes up to 1.11 and OpenShift 3: User"USER"cannotVERBRESOURCE.GROUPattheclusterscope, ...inthenamespace"SCOPE",
    // ...inproject"SCOPE", cannotlistallRESOURCEinthecluster.
    // Without white space: users"NAME"isforbidden:User"USER"cannotVERBresource"RESOURCE"inAPIgroup"GROUP"inthenamespace"NAMESPACE"
    [GeneratedRegex(
        """(?:(?:"(?<name>[^"]{1,2048})"(?:is)?)?forbidden:)?user"(?<user>[^"]{1,2048})"(?:cannot|can't)(?:(?<verb>[a-z]{1,40})resource"(?<resource>[^"]{1,253})"(?:inapigroup"(?<group>[^"]{0,253})")?(?:inthenamespace"(?<scope>[^"]{1,253})")?|getpath"(?<path>[^"]{1,253})"|(?<oldverb>get|list|watch|create|update|patch|deletecollection|delete|impersonate|bind|escalate|use)(?:all)?(?<oldresource>[a-z0-9./-]{1,100}?)(?:attheclusterscope|inthecluster|in(?:thenamespace|project)"(?<scope>[^"]{1,253})"))""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Kubernetes();

    [GeneratedRegex(
        """(?:user:)?(?<user>arn:[^"]{1,2048}?)isnotauthorizedtoperform:(?<action>[a-z0-9]{1,40}:[a-z]{1,80}?)(?=onresource|because|withan|["'.,;)]|\z)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Iam();
}

/// <summary>What an API server said no to, as far as it could be read and checked.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>; null where it is about somebody else than the connector and its users.</param>
internal sealed record Denial(string? Code)
{
    /// <summary>The namespace of the connector's service account; null where the text does not name it.</summary>
    public string? ConnectorNamespace { get; init; }

    /// <summary>The principal; null where the text names none.</summary>
    public PrincipalArn? Principal { get; init; }

    /// <summary>What was to be done, such as <c>list</c>; null where it is not said.</summary>
    public string? Verb { get; init; }

    /// <summary>To which kind of objects, such as <c>nodes</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>In which namespace; null for the whole cluster.</summary>
    public string? Scope { get; init; }
}
