using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Commands;

/// <summary>
/// An argument of a command. Only constants and option values are converted from text implicitly; names from external sources are created
/// by the method that validates the kind of name.
/// </summary>
internal sealed partial class Argument
{
    private const int MaxReleaseLength = 53;

    // Represents a value that cannot be used safely in a command.
    private static readonly Argument s_refused = new(null);

    private Argument(IReadOnlyList<ArgumentPart>? parts) => Parts = parts ?? [];

    /// <summary>The parts of the argument.</summary>
    public IReadOnlyList<ArgumentPart> Parts { get; }

    /// <summary>Whether the argument can be used safely in a command.</summary>
    public bool IsAllowed => this != s_refused;

    /// <summary>Whether the argument is always quoted, even if no shell requires it.</summary>
    public bool IsQuoted { get; private init; }

    /// <summary>Creates an argument from a text.</summary>
    public static implicit operator Argument(string text) => Of(new ArgumentPart(text));

    /// <summary>Creates an argument from parts, such as the name of an option and a variable.</summary>
    public static Argument Of(params ArgumentPart[] parts) =>
        Array.TrueForAll(parts, part => CommandCharacters.CanQuote(part.Text)) ? new Argument(parts) : s_refused;

    /// <summary>Creates an argument from a text that is followed by the value of an environment variable.</summary>
    public static Argument Variable(string text, string name) => Of(new ArgumentPart(text), new ArgumentPart(name, IsVariable: true));

    /// <summary>Creates a value that is always quoted.</summary>
    public static Argument Quoted(string value) => CommandCharacters.CanQuote(value) ? new Argument([new ArgumentPart(value)]) { IsQuoted = true } : s_refused;

    /// <summary>Creates an option with an external value. A value that looks like an option is joined to the name with an equal sign.</summary>
    /// <param name="name">The name of the option, such as <c>--context</c>.</param>
    /// <param name="value">The value.</param>
    public static Argument[] Option(string name, string value) =>
        value.Length == 0 || value.StartsWith('-') ? [$"{name}={value}"] : [name, value];

    /// <summary>Creates a parameter of a cmdlet with an external value. A value that looks like a parameter is quoted.</summary>
    /// <param name="name">The name of the parameter, such as <c>-Context</c>.</param>
    /// <param name="value">The value.</param>
    public static Argument[] Parameter(string name, string value) => [name, value.StartsWith('-') ? Quoted(value) : value];

    /// <summary>Creates the name of an object such as a Pod, a node or a Secret, which must be a DNS subdomain.</summary>
    public static Argument Name(string? name) => name is not null && KubernetesName.IsSubdomain(name) ? name : s_refused;

    /// <summary>Creates the name of a namespace or a container, which must be a DNS label.</summary>
    public static Argument Label(string? name) => name is not null && KubernetesName.IsLabel(name) ? name : s_refused;

    /// <summary>Creates the name of a role or a binding. Kubernetes allows nearly any name; only names without special characters are accepted.</summary>
    public static Argument RbacName(string? name) => name is not null && PlainName().IsMatch(name) ? name : s_refused;

    /// <summary>Creates the name of a Helm release.</summary>
    public static Argument HelmRelease(string? name) =>
        name is { Length: <= MaxReleaseLength } && KubernetesName.IsSubdomain(name) ? name : s_refused;

    /// <summary>Creates the version of a Helm chart.</summary>
    public static Argument ChartVersion(string? version) => version is not null && Version().IsMatch(version) ? version : s_refused;

    /// <summary>Creates the option that specifies a service account.</summary>
    public static Argument ServiceAccount(string? @namespace, string? name) =>
        Label(@namespace).IsAllowed && Name(name).IsAllowed ? $"--serviceaccount={@namespace}:{name}" : s_refused;

    /// <summary>Creates the value of the Helm option --set for a list.</summary>
    /// <param name="key">The path in the values of the chart.</param>
    /// <param name="items">The items; characters that are special in Helm are escaped.</param>
    public static Argument HelmList(string key, IEnumerable<string> items) => $"{key}={{{string.Join(',', items.Select(EscapeForHelm))}}}";

    private static string EscapeForHelm(string item) => HelmSpecial().Replace(item, "\\$0");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:@+-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\Av?[0-9]{1,9}(\.[0-9]{1,9}){0,2}([-+][0-9A-Za-z.+-]{1,60})?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"[\\,{}\[\]""]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HelmSpecial();
}
