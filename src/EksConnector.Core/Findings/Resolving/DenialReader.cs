using System.Text.RegularExpressions;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Parses the access denied messages of API servers and IAM. The meaning depends on the user: the service account of the connector, an
/// IAM principal, or another user, who is not relevant.
/// </summary>
internal static partial class DenialReader
{
    private const string Impersonate = "impersonate";
    private const string ServiceAccountPrefix = "system:serviceaccount:";
    private const string Anonymous = "system:anonymous";

    // A denial can continue on the following lines.
    private const int MaxRestLines = 2;

    private static readonly string[] s_reading = ["get", "list", "watch"];

    /// <summary>Returns whether lines can contain a denial.</summary>
    /// <param name="lower">The lines, in lower case and without white space.</param>
    public static bool CanBeIn(ReadOnlySpan<char> lower) =>
        ((lower.Contains("cannot", StringComparison.Ordinal) || lower.Contains("can't", StringComparison.Ordinal)) && lower.Contains("user\"", StringComparison.Ordinal))
        || lower.Contains("isnotauthorizedtoperform:", StringComparison.Ordinal);

    /// <summary>Parses the first denial in some lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">The first line that can belong to the denial.</param>
    /// <param name="last">The last line in which the denial can start.</param>
    /// <param name="begin">The line in which the denial starts.</param>
    /// <returns>The denial; null if the lines do not contain one.</returns>
    public static Denial? Read(PastedText text, int first, int last, out int begin)
    {
        begin = first;
        int length = text.Lower(first, last).Length;
        int end = last;
        while (end < last + MaxRestLines && end + 1 < text.Lines.Count && text.Lines[end + 1] is { BeginsEntry: false, Origin: TextOrigin.Unknown })
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
            // Any client can be anonymous, but only the connector requests the state without a token.
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

            // A role can be created for and passed to any service; its name or the call shows that it is the role of the connector.
            "iam:passrole" or "iam:createrole" or "iam:putrolepolicy" or "iam:createservicelinkedrole" when IsOfRegistration(text) => new Denial(FindingCodes.RegisterClusterDenied),
            var action => action.StartsWith("ssmmessages:", StringComparison.Ordinal) ? new Denial(FindingCodes.ControlChannelDenied) : null,
        };

    private static bool IsOfRegistration(string tight) =>
        tight.Contains("RegisterCluster", StringComparison.OrdinalIgnoreCase)
        || tight.Contains("EKSConnector", StringComparison.OrdinalIgnoreCase)
        || tight.Contains("eks-connector", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a verb only reads.</summary>
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

/// <summary>A denied request, with the values that could be parsed and validated.</summary>
/// <param name="Code">The code of the finding, one of <see cref="FindingCodes"/>; null if neither the connector nor its users are affected.</param>
internal sealed record Denial(string? Code)
{
    /// <summary>The namespace of the connector's service account; null if the text does not contain it.</summary>
    public string? ConnectorNamespace { get; init; }

    /// <summary>The principal; null if the text does not contain one.</summary>
    public PrincipalArn? Principal { get; init; }

    /// <summary>The verb, such as <c>list</c>; null if it is not known.</summary>
    public string? Verb { get; init; }

    /// <summary>The resource, such as <c>nodes</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>The API group; an empty string for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The namespace; null for the whole cluster.</summary>
    public string? Scope { get; init; }
}
