using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>One of the agent's log files, as it was listed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inode">Its inode, by which it is found when it is called otherwise.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed partial record AgentFile(string Name, string Inode, long Size)
{
    /// <summary>Whether it has the errors alone, which are in the log as well.</summary>
    public bool HasErrorsAlone => Name.StartsWith("errors.log", StringComparison.Ordinal);

    /// <summary>Reads a list of files, which the container may have written as it likes.</summary>
    /// <param name="text">A line for each file: inode, size, name.</param>
    /// <returns>The files, the oldest first; what is no such line is left out.</returns>
    public static IReadOnlyList<AgentFile> ReadList(string text) =>
        [.. text.Split('\n')
            .Select(line => Line().Match(line))
            .Where(match => match.Success)
            .Select(match => new AgentFile(match.Groups[3].Value, match.Groups[1].Value, long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))
            .DistinctBy(file => file.Inode)
            .OrderBy(file => file.HasErrorsAlone)
            .ThenBy(file => file.Age)];

    // The file that is written to has no number.
    private int Age => int.TryParse(Name[(Name.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;

    [GeneratedRegex(@"^([0-9]{1,20}) ([0-9]{1,18}) ((?:errors|amazon-ssm-agent)\.log(?:\.[0-9]{1,5})?)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
