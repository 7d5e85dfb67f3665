using System.Text.RegularExpressions;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Determines which problems in a text are resolved, because a later line reports success.</summary>
internal sealed partial class Recovery
{
    // One or two reconnections are normal.
    private const int Unstable = 3;

    // Times in the message are not the time of the line.
    private const int MaxHeaderLength = 120;

    private const string AgeText = "(?:(?<number>[0-9]{1,5})(?<unit>[dhms])){1,3}";

    private const string Pulling = "pullingimage\"";
    private const string Pulled = "successfullypulledimage\"";
    private const string Present = "alreadypresentonmachine";
    private const string Created = "createdcontainer";
    private const string Started = "startedcontainer";
    private const string Connected = "setupcontrolchannelsuccessfully";
    private const string Opened = "successfullyopenedwebsocketconnectionto:";
    private const string Saved = "updatedkubernetessecretswithnewkey-pair";
    private const string Unchanged = "skipupdatingk8ssecretssincekey-pair";
    private const string Persisted = "persistingstateinformationtofilesystem";
    private const string Registered = "successfullyregisteredatssm";

    private static readonly string[] s_images =
    [
        FindingCodes.ImagePullUnauthorized, FindingCodes.ImagePullForbidden, FindingCodes.ImageNotFound, FindingCodes.ImageNameInvalid, FindingCodes.ImagePullRateLimited,
        FindingCodes.RegistryDnsFailed, FindingCodes.RegistryUnreachable, FindingCodes.RegistryTlsFailed, FindingCodes.RegistryServerError,
        FindingCodes.RegistryAnswerInvalid, FindingCodes.ImageSignatureRejected, FindingCodes.NodeDiskFull, FindingCodes.NodeClockSkew, FindingCodes.ImagePullFailed,
    ];

    private static readonly string[] s_ssm =
    [
        FindingCodes.SsmDnsFailed, FindingCodes.SsmConnectionRefused, FindingCodes.SsmTimeout, FindingCodes.SsmTlsFailed, FindingCodes.SsmUnreachable, FindingCodes.AwsAnswerUnexpected,
        FindingCodes.SsmConnectionClosed, FindingCodes.SsmThrottled, FindingCodes.EgressProxyFailed, FindingCodes.NodeClockSkew, FindingCodes.RegistrationFailed,
    ];

    private static readonly string[] s_agent =
    [
        .. s_ssm, FindingCodes.AgentCredentialsRefused, FindingCodes.AgentIdentityMissing, FindingCodes.MachineFingerprintMismatch, FindingCodes.AgentNotConnected,
        FindingCodes.AgentStartFailed,
    ];

    private static readonly string[] s_channel =
    [
        .. s_agent, FindingCodes.SsmMessagesDnsFailed, FindingCodes.SsmMessagesConnectionRefused, FindingCodes.SsmMessagesTimeout, FindingCodes.SsmMessagesTlsFailed,
        FindingCodes.SsmMessagesUnreachable, FindingCodes.ControlChannelDenied, FindingCodes.ConnectionUnstable,
    ];

    private static readonly string[] s_init =
    [
        .. s_ssm, FindingCodes.InitFailed, FindingCodes.InitStillRunning, FindingCodes.ApiServerUnreachable, FindingCodes.ApiServerUntrusted, FindingCodes.ApiServerNameMismatch, FindingCodes.StateSecretForbidden,
        FindingCodes.StateQuotaExceeded, FindingCodes.StateAdmissionDenied, FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty,
        FindingCodes.ServiceAccountTokenStale, FindingCodes.InvalidActivation,
    ];

    private static readonly string[] s_proxy =
    [
        FindingCodes.ProxyCrashLooping, FindingCodes.InotifyLimitReached, FindingCodes.ApiServerUnreachable, FindingCodes.ServiceAccountTokenMissing,
        FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale,
    ];

    private static readonly string[] s_saving =
    [
        FindingCodes.KeyNotPersisted, FindingCodes.StateSecretForbidden, FindingCodes.StateQuotaExceeded, FindingCodes.StateAdmissionDenied, FindingCodes.ServiceAccountTokenStale,
        FindingCodes.ApiServerUnreachable,
    ];

    private static readonly string[] s_scheduling = [FindingCodes.PodUntolerated, FindingCodes.PodLacksResources, FindingCodes.PodUnschedulable, FindingCodes.PodNotStarting, FindingCodes.PodEvicted];

    private static readonly string[] s_creation =
        [.. FindingCatalogue.All.Where(row => row.Tags.Contains(FindingTags.PodRefused)).Select(row => row.Code), FindingCodes.PodNotCreated];

    private static readonly string[] s_sandbox =
    [
        FindingCodes.VolumeNotMounted, FindingCodes.ServiceAccountTokenMissing, FindingCodes.SandboxImagePullFailed, FindingCodes.PodNetworkFailed, FindingCodes.InotifyLimitReached,
        FindingCodes.NodeDiskFull, FindingCodes.NodeNotReady, FindingCodes.RuntimeClassMissing,
    ];

    private static readonly string[] s_containers =
    [
        FindingCodes.ContainerNotCreated, FindingCodes.RunAsNonRootViolated, FindingCodes.SecurityProfileMissing, FindingCodes.NodeDiskFull, FindingCodes.InotifyLimitReached,
    ];

    // The texts that report success, and the findings that they resolve.
    private static readonly Sign[] s_signs =
    [
        new("successfullyassignedeks-connector/", s_scheduling),
        new("successfullyassigned", s_scheduling),
        new("createpodeks-connector-", s_creation) { Also = "successful" },
        new(Pulling, [.. s_scheduling, .. s_sandbox]),
        new(Pulled, [.. s_scheduling, .. s_sandbox]),
        new(Present, [.. s_scheduling, .. s_sandbox]),
        new(Created, [.. s_scheduling, .. s_sandbox]),
        new(Started, [.. s_scheduling, .. s_sandbox]),
        new(Pulled, s_images) { IsOfSubject = true },
        new(Present, s_images) { IsOfSubject = true },
        new(Started, s_containers) { IsOfSubject = true },
        new(Started, [FindingCodes.InitFailed]) { Also = ConnectorNames.AgentContainer, IsOfEvents = true },
        new(Started, [FindingCodes.InitFailed]) { Also = ConnectorNames.ProxyContainer, IsOfEvents = true },
        new(Connected, s_channel),
        new(Opened, s_channel),
        new(Connected, [FindingCodes.InotifyLimitReached]) { Fault = "addingthedirectory" },
        new("credentialsready", s_agent),
        new("successfullyrotatedprivatekey", [FindingCodes.KeyRotationFailed]),
        new(Registered, s_ssm),
        new(Persisted, s_init),
        new("listeningon{unix", s_proxy),
        new("listeningon/var/eks", s_proxy),
        new(Saved, s_saving),
        new(Unchanged, s_saving),
    ];

    private readonly PastedText _text;
    private readonly List<(Sign Sign, int Line)> _seen = [];

    /// <summary>Searches a text for reports of success.</summary>
    /// <param name="text">The text.</param>
    public Recovery(PastedText text)
    {
        _text = text;
        Sign[] possible = [.. s_signs.Where(sign => text.All.Contains(sign.Fragment, StringComparison.Ordinal))];
        if (possible.Length == 0)
        {
            return;
        }

        // Only the last occurrence of each sign counts, separately for each image or container if the sign applies to one.
        var last = new Dictionary<(Sign Sign, string Subject), int>();
        for (int line = 0; line < text.Lines.Count; line++)
        {
            ReadOnlySpan<char> lower = text.Lower(line, line);
            foreach (Sign sign in possible)
            {
                if (lower.Contains(sign.Fragment, StringComparison.Ordinal) && (sign.Also is null || lower.Contains(sign.Also, StringComparison.Ordinal)))
                {
                    last[(sign, sign.IsOfSubject ? SubjectOf(text, line, line) : string.Empty)] = line;
                }
            }
        }

        _seen = [.. last.Select(each => (each.Key.Sign, each.Value))];
    }

    /// <summary>Returns the image or the container of an event; an empty string if there is none.</summary>
    public static string SubjectOf(PastedText text, int first, int last)
    {
        ReadOnlySpan<char> lower = text.Lower(first, last);
        return Part(lower, "image\"", '"') ?? Container(lower) ?? string.Empty;
    }

    /// <summary>Returns whether the problem in some lines is resolved.</summary>
    public bool IsOver(TextMatch match)
    {
        if (match.Code == FindingCodes.ConnectionUnstable && match.Count >= Unstable)
        {
            return false;
        }

        foreach ((Sign sign, int line) in _seen)
        {
            if (sign.Codes.Contains(match.Code) && (sign.Fault is null || _text.Lower(match.First, match.Last).Contains(sign.Fault, StringComparison.Ordinal)) && IsAfter(line, match.Latest) && (!sign.IsOfEvents || AgeOf(_text.Line(match.Latest)) is not null) && (!sign.IsOfSubject || IsSame(SubjectOf(_text, line, line), match.Subject)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(string subject, string other) => subject.Length == 0 || other.Length == 0 || subject == other;

    private static string? Container(ReadOnlySpan<char> lower)
    {
        foreach (string name in new[] { ConnectorNames.InitContainer, ConnectorNames.AgentContainer, ConnectorNames.ProxyContainer })
        {
            if (lower.Contains(name, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }

    private static string? Part(ReadOnlySpan<char> lower, string start, char end)
    {
        int at = lower.IndexOf(start, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = lower[(at + start.Length)..];
        int length = rest.IndexOf(end);
        return length > 0 ? rest[..length].ToString() : null;
    }

    // Compares the times of the lines if both have one of the same kind; otherwise, their order.
    private bool IsAfter(int line, int other)
    {
        string text = _text.Line(line);
        string fault = _text.Line(other);
        string[] times = TimesOf(text);
        string[] faultTimes = TimesOf(fault);

        // The time of a log shipper may precede the time of the line, and is the only time of a line that continues an entry.
        int common = Math.Min(times.Length, faultTimes.Length) - 1;
        if (common >= 0 && string.CompareOrdinal(times[common], faultTimes[common]) is not 0 and int order)
        {
            return order > 0;
        }

        if (AgeOf(text) is { } age && AgeOf(fault) is { } faultAge && age != faultAge)
        {
            return age < faultAge;
        }

        return line > other;
    }

    private static string[] TimesOf(string line) =>
        [.. Time().Matches(line.Length > MaxHeaderLength ? line[..MaxHeaderLength] : line).Take(2).Select(time => time.Value.Replace('T', ' '))];

    private static TimeSpan? AgeOf(string line)
    {
        Match match = Age().Match(line);
        if (!match.Success)
        {
            return null;
        }

        double seconds = 0;
        for (int i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            int number = int.Parse(match.Groups["number"].Captures[i].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            seconds += number * match.Groups["unit"].Captures[i].Value switch { "d" => 86400.0, "h" => 3600.0, "m" => 60.0, _ => 1.0 };
        }

        return TimeSpan.FromSeconds(seconds);
    }

    [GeneratedRegex("[12][0-9]{3}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();

    // Matches the age column of an event: after type and reason ("2m", "118s", "2m5s (x5 over 3m)"), before the type, or after the
    // age of the first one and before the count.
    [GeneratedRegex(
        $@"(?<![^ ""])(?:(?:Normal|Warning) +[A-Z][A-Za-z]+ +{AgeText} |{AgeText} (?:\([^)]{{1,40}}\))? *(?:Normal|Warning) |[0-9dhms]{{2,12}} +{AgeText} +[0-9]+ )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Age();

    /// <summary>A text that reports success.</summary>
    /// <param name="Fragment">The text, in lowercase and without white space.</param>
    /// <param name="Codes">The codes of the findings that it resolves.</param>
    private sealed record Sign(string Fragment, string[] Codes)
    {
        /// <summary>A second required text; null if there is none.</summary>
        public string? Also { get; init; }

        /// <summary>A required text of the problem; null if there is none.</summary>
        public string? Fault { get; init; }

        /// <summary>Whether it applies to a single image or container.</summary>
        public bool IsOfSubject { get; init; }

        /// <summary>Whether it resolves only problems of other events, which also have an age.</summary>
        public bool IsOfEvents { get; init; }
    }
}
