using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Commands;

/// <summary>
/// One argument of a command. A text that is converted to one is the module's own, or the value of an option; what is a word of its own
/// and comes from outside is made by the method that knows what such a name may look like.
/// </summary>
internal sealed partial class Argument
{
    private const int LongestRelease = 53;

    // Stands for a value that does not go into any command.
    private static readonly Argument s_refused = new(null);

    private Argument(IReadOnlyList<ArgumentPart>? parts) => Parts = parts ?? [];

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<ArgumentPart> Parts { get; }

    /// <summary>Whether it may be a part of a command.</summary>
    public bool IsAllowed => this != s_refused;

    /// <summary>Whether it is quoted even where no shell needs it.</summary>
    public bool IsQuoted { get; private init; }

    /// <summary>Makes an argument of a text.</summary>
    public static implicit operator Argument(string text) => Of(new ArgumentPart(text));

    /// <summary>Makes an argument of parts, such as an option's name and a variable.</summary>
    public static Argument Of(params ArgumentPart[] parts) =>
        Array.TrueForAll(parts, part => CommandCharacters.CanQuote(part.Text)) ? new Argument(parts) : s_refused;

    /// <summary>Makes an argument of a text and the value of an environment variable that follows it.</summary>
    public static Argument Variable(string text, string name) => Of(new ArgumentPart(text), new ArgumentPart(name, IsVariable: true));

    /// <summary>Makes a value that is quoted in any case.</summary>
    public static Argument Quoted(string value) => CommandCharacters.CanQuote(value) ? new Argument([new ArgumentPart(value)]) { IsQuoted = true } : s_refused;

    /// <summary>Makes an option with a value from outside. A value that looks like an option is tied to the name.</summary>
    /// <param name="name">The option, such as <c>--context</c>.</param>
    /// <param name="value">The value.</param>
    public static Argument[] Option(string name, string value) =>
        value.Length == 0 || value.StartsWith('-') ? [$"{name}={value}"] : [name, value];

    /// <summary>Makes a parameter of a cmdlet with a value from outside. A value that looks like a parameter is quoted.</summary>
    /// <param name="name">The parameter, such as <c>-Context</c>.</param>
    /// <param name="value">The value.</param>
    public static Argument[] Parameter(string name, string value) => [name, value.StartsWith('-') ? Quoted(value) : value];

    /// <summary>The name of a Pod, a node, a Secret or the like: a DNS subdomain.</summary>
    public static Argument Name(string? name) => name is not null && KubernetesName.IsSubdomain(name) ? name : s_refused;

    /// <summary>The name of a namespace or a container: a DNS label.</summary>
    public static Argument Label(string? name) => name is not null && KubernetesName.IsLabel(name) ? name : s_refused;

    /// <summary>The name of a role or a binding. Kubernetes allows nearly everything there; only words that no shell or program reads otherwise are taken.</summary>
    public static Argument RbacName(string? name) => name is not null && PlainName().IsMatch(name) ? name : s_refused;

    /// <summary>The name of a Helm release.</summary>
    public static Argument HelmRelease(string? name) =>
        name is { Length: <= LongestRelease } && KubernetesName.IsSubdomain(name) ? name : s_refused;

    /// <summary>The version of a Helm chart.</summary>
    public static Argument ChartVersion(string? version) => version is not null && Version().IsMatch(version) ? version : s_refused;

    /// <summary>The option that names a service account.</summary>
    public static Argument ServiceAccount(string? @namespace, string? name) =>
        Label(@namespace).IsAllowed && Name(name).IsAllowed ? $"--serviceaccount={@namespace}:{name}" : s_refused;

    /// <summary>The value of Helm's --set that sets a list.</summary>
    /// <param name="key">The path in the chart's values.</param>
    /// <param name="items">The items; what has a meaning to Helm is escaped.</param>
    public static Argument HelmList(string key, IEnumerable<string> items) => $"{key}={{{string.Join(',', items.Select(EscapeForHelm))}}}";

    private static string EscapeForHelm(string item) => HelmSpecial().Replace(item, "\\$0");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:@+-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\Av?[0-9]{1,9}(\.[0-9]{1,9}){0,2}([-+][0-9A-Za-z.+-]{1,60})?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"[\\,{}\[\]""]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HelmSpecial();
}
