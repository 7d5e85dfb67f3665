using System.Collections;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Finds the parts of a text that are the output of a command, or the description of an object, that is not the connector's.</summary>
internal static partial class OtherSections
{
    private const int MaxLineLength = 500;

    /// <summary>Returns the lines that belong to another object.</summary>
    /// <param name="text">The text.</param>
    public static BitArray Of(PastedText text)
    {
        var lines = new BitArray(text.Lines.Count);
        if (!text.All.Contains("pull", StringComparison.Ordinal) && !text.All.Contains("name:", StringComparison.Ordinal)
            && !text.All.Contains("kubectl", StringComparison.Ordinal) && !text.All.Contains("helm", StringComparison.Ordinal))
        {
            return lines;
        }

        bool isOther = false;
        for (int line = 0; line < lines.Count; line++)
        {
            if (text.Lines[line].End - text.Lines[line].Start <= MaxLineLength)
            {
                isOther = Begins(text, line) ?? isOther;
            }

            lines[line] = isOther;
        }

        return lines;
    }

    // Returns whether the part that begins with a line is about another object; null if no part begins there.
    private static bool? Begins(PastedText text, int line)
    {
        string words = text.Line(line);
        if (Command().Match(words) is { Success: true } command)
        {
            return command.Groups["name"].Success && !OtherImages.IsOwn(words.ToLowerInvariant());
        }

        // kubectl describe begins with the name, followed by the namespace.
        return Name().Match(words) is { Success: true } described
            ? line + 1 < text.Lines.Count && text.Line(line + 1).StartsWith("Namespace:", StringComparison.Ordinal)
                && !OtherImages.IsOwn(described.Groups["name"].ValueSpan)
            : null;
    }

    [GeneratedRegex(
        @"\A(?:\$ |# |\+ |PS[^>]{0,200}> ?)?(?:sudo )?(?:(?:docker|podman|nerdctl|crictl|ctr)(?: image)? pull +(?<name>[a-z0-9]\S*)|(?:kubectl|oc) .{0,200}?(?:logs|describe pods?|describe po)[ /]+(?<name>[a-z0-9]\S*)|helm (?:install|upgrade|pull|template)(?: +-\S+){0,5} +(?<name>[a-z0-9]\S*)|(?:docker|podman|nerdctl|crictl|ctr|kubectl|oc|helm|aws|eksctl) \S)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\AName: {2,}(?<name>\S+) *\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
