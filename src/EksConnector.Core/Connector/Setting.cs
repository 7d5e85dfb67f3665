using System.Text.RegularExpressions;

namespace EksConnector.Core.Connector;

/// <summary>An activation id or a region as it is set somewhere, judged at once.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Value">The value, where it is well formed; else null.</param>
/// <param name="Shown">The text as it may be shown: what is no id may well be the code, which somebody put in its place.</param>
internal sealed partial record Setting(SettingKind Kind, string? Value, string Shown)
{
    // Longer than any region that there is.
    private const int LongestShown = 40;

    /// <summary>A setting that comes from elsewhere.</summary>
    public static readonly Setting FromElsewhere = new(SettingKind.Elsewhere, null, "a value from elsewhere");

    private static readonly Setting s_missing = new(SettingKind.Missing, null, "nothing");

    /// <summary>Judges an activation id.</summary>
    public static Setting ActivationId(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return s_missing;
        }

        if (PlaceholderIn(text) is { } placeholder)
        {
            return new Setting(SettingKind.Placeholder, null, placeholder);
        }

        return Guid().IsMatch(text)
            ? new Setting(SettingKind.Valid, text, text)
            : new Setting(SettingKind.Invalid, null, NearlyGuid().IsMatch(text) ? $"'{text}'" : $"a text of {text.Length} characters");
    }

    /// <summary>Judges a region.</summary>
    public static Setting Region(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return s_missing;
        }

        if (PlaceholderIn(text) is { } placeholder)
        {
            return new Setting(SettingKind.Placeholder, null, placeholder);
        }

        return RegionName().IsMatch(text)
            ? new Setting(SettingKind.Valid, text, text)
            : new Setting(SettingKind.Invalid, null, IsHarmless(text) ? $"'{OneLine.Of(text)}'" : $"a text of {text.Length} characters");
    }

    /// <summary>Finds what had to be replaced: <c>%NAME%</c>, <c>${NAME}</c>, <c>$(NAME)</c>, <c>$NAME</c>, <c>{{ name }}</c> or <c>&lt;name&gt;</c>.</summary>
    /// <returns>The placeholder alone; null where there is none.</returns>
    public static string? PlaceholderIn(string text) => Placeholder().Match(text) is { Success: true } match ? match.Value : null;

    // A code has letters of both kinds; what somebody meant to be a region hardly ever has.
    private static bool IsHarmless(string text) =>
        text.Length <= LongestShown && !(text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper));

    /// <summary>Whether a text is the name of a region.</summary>
    public static bool IsRegion(string text) => RegionName().IsMatch(text);

    /// <summary>Whether a text is an activation's id.</summary>
    public static bool IsActivationId(string text) => Guid().IsMatch(text);

    [GeneratedRegex(@"%[A-Za-z_][A-Za-z0-9_]*%|\$\{[^}]{1,60}\}|\$\([^)]{1,60}\)|\$[A-Za-z_][A-Za-z0-9_]*|\{\{.{0,80}?\}\}|<[A-Za-z][^<>]{0,60}>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Guid();

    [GeneratedRegex(@"\A\s{0,4}[{(]?[0-9A-Fa-f]{1,12}(-[0-9A-Fa-f]{1,12}){2,6}[)}]?\s{0,4}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NearlyGuid();

    [GeneratedRegex(@"\A[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RegionName();
}

/// <summary>What a setting looks like.</summary>
internal enum SettingKind
{
    /// <summary>It is not set, or empty.</summary>
    Missing,

    /// <summary>What a person or a script had to replace still stands there.</summary>
    Placeholder,

    /// <summary>It is something else than it has to be.</summary>
    Invalid,

    /// <summary>It is well formed.</summary>
    Valid,

    /// <summary>It comes from where the module does not look, such as a ConfigMap.</summary>
    Elsewhere,
}
