namespace EksConnector.Core.Findings.Symptoms;

/// <summary>A text pattern that identifies a finding.</summary>
/// <param name="Code">The code of the finding, one of <see cref="FindingCodes"/>, or <see cref="Harmless"/>.</param>
/// <param name="Fragments">The fragments that the text must contain, ignoring case and white space.</param>
internal sealed record Symptom(string Code, params string[] Fragments)
{
    /// <summary>The code of a text that looks like an error but is harmless.</summary>
    public const string Harmless = "";

    private readonly string[] _tight = Array.ConvertAll(Fragments, Tighten);
    private readonly string[] _without = [];

    /// <summary>The fragments that the text must not contain.</summary>
    public string[] Without
    {
        get => _without;
        init => _without = Array.ConvertAll(value, Tighten);
    }

    /// <summary>An additional condition; null if there is none.</summary>
    public TextCondition? Condition { get; init; }

    /// <summary>The fragments in the form that <see cref="IsIn"/> uses.</summary>
    public IReadOnlyList<string> TightFragments => _tight;

    /// <summary>Converts a text to lowercase without white space.</summary>
    public static string Tighten(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();

    /// <summary>Returns whether a text matches.</summary>
    /// <param name="tight">The text, in lowercase and without white space.</param>
    public bool IsIn(ReadOnlySpan<char> tight)
    {
        foreach (string fragment in _tight)
        {
            if (!tight.Contains(fragment, StringComparison.Ordinal))
            {
                return false;
            }
        }

        foreach (string fragment in _without)
        {
            if (tight.Contains(fragment, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return Condition is null || Condition(tight);
    }
}
