namespace EksConnector.Core.Aws;

/// <summary>Finds the names of the profiles in the AWS configuration files, without reading their settings.</summary>
public static class AwsProfileNames
{
    private const string Prefix = "profile";

    /// <summary>Reads the names of the profiles.</summary>
    /// <param name="config">The text of <c>~/.aws/config</c>, whose sections are <c>[profile NAME]</c> or <c>[default]</c>.</param>
    /// <param name="credentials">The text of <c>~/.aws/credentials</c>, whose sections are <c>[NAME]</c>.</param>
    /// <returns>The distinct names in ordinal order.</returns>
    public static IReadOnlyList<string> Read(string config, string credentials)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(credentials);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string section in Sections(config))
        {
            if (section == "default")
            {
                names.Add(section);
            }
            else if (section.StartsWith(Prefix, StringComparison.Ordinal) && section.Length > Prefix.Length && char.IsWhiteSpace(section[Prefix.Length]))
            {
                // A name with spaces is enclosed in quotation marks.
                names.Add(section[Prefix.Length..].Trim().Trim('"', '\''));
            }
        }

        names.UnionWith(Sections(credentials));
        names.Remove(string.Empty);
        return [.. names];
    }

    private static IEnumerable<string> Sections(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            int end = trimmed.IndexOf(']', StringComparison.Ordinal);
            if (trimmed.StartsWith('[') && end > 0)
            {
                yield return trimmed[1..end].Trim();
            }
        }
    }
}
