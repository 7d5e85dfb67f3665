using System.Text.RegularExpressions;

namespace EksConnector.Core.Connector;

/// <summary>The value of an activation ID or a Region in the settings, with the result of its validation.</summary>
/// <param name="Kind">The result of the validation.</param>
/// <param name="Value">The value if it is valid; otherwise null.</param>
/// <param name="Shown">The text to display. An invalid ID is not displayed in full, because it may be an activation code.</param>
internal sealed partial record Setting(SettingKind Kind, string? Value, string Shown)
{
    // Longer than any Region name.
    private const int MaxShownLength = 40;

    /// <summary>A setting whose source is not read.</summary>
    public static readonly Setting FromElsewhere = new(SettingKind.Elsewhere, null, "a value from another source");

    private static readonly Setting s_missing = new(SettingKind.Missing, null, "nothing");

    /// <summary>Validates an activation ID.</summary>
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

    /// <summary>Validates a Region.</summary>
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

    /// <summary>Finds a placeholder: <c>%NAME%</c>, <c>${NAME}</c>, <c>$(NAME)</c>, <c>$NAME</c>, <c>{{ name }}</c> or <c>&lt;name&gt;</c>.</summary>
    /// <returns>The placeholder; null if there is none.</returns>
    public static string? PlaceholderIn(string text) => Placeholder().Match(text) is { Success: true } match ? match.Value : null;

    // An activation code has uppercase and lowercase letters; a mistyped Region rarely does.
    private static bool IsHarmless(string text) =>
        text.Length <= MaxShownLength && !(text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper));

    /// <summary>Returns whether a text is a valid Region name.</summary>
    public static bool IsRegion(string text) => RegionName().IsMatch(text);

    /// <summary>Returns whether a text is a valid activation ID.</summary>
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

/// <summary>The result of the validation of a setting.</summary>
internal enum SettingKind
{
    /// <summary>The setting is missing or empty.</summary>
    Missing,

    /// <summary>The setting contains a placeholder that was not replaced.</summary>
    Placeholder,

    /// <summary>The value is not valid.</summary>
    Invalid,

    /// <summary>The value is valid.</summary>
    Valid,

    /// <summary>The value comes from a source that the module does not read, such as a ConfigMap.</summary>
    Elsewhere,
}
