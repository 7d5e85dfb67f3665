namespace EksConnector.Core.Findings.Symptoms;

/// <summary>A text by which something is recognised.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>, or <see cref="Harmless"/>.</param>
/// <param name="Fragments">What has to stand in the text, all of it, letters of either case and white space alike.</param>
internal sealed record Symptom(string Code, params string[] Fragments)
{
    /// <summary>The code of a text that looks like an error and is none.</summary>
    public const string Harmless = "";

    private readonly string[] _tight = Array.ConvertAll(Fragments, Tighten);
    private readonly string[] _without = [];

    /// <summary>Fragments of which none may stand in the text.</summary>
    public string[] Without
    {
        get => _without;
        init => _without = Array.ConvertAll(value, Tighten);
    }

    /// <summary>What has to hold of the text as well; null for nothing.</summary>
    public TextCondition? Condition { get; init; }

    /// <summary>The fragments as <see cref="IsIn"/> looks for them.</summary>
    public IReadOnlyList<string> TightFragments => _tight;

    /// <summary>Removes the white space of a text and writes it in lower case.</summary>
    public static string Tighten(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();

    /// <summary>Whether a text shows it.</summary>
    /// <param name="tight">The text, in lower case and without white space.</param>
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
