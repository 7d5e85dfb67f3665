using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>A log file of the agent, as listed in its container.</summary>
/// <param name="Name">The name of the file, or a path in /proc if it was deleted while the agent writes to it.</param>
/// <param name="Inode">The inode, which identifies the file after it is renamed.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed partial record AgentFile(string Name, string Inode, long Size)
{
    /// <summary>Whether the file contains only errors, which are also in the main log.</summary>
    public bool HasErrorsAlone => IsErrors(Name);

    /// <summary>Returns whether a file of this name was rotated, so that an older one may have been deleted.</summary>
    /// <param name="name">The name of the file.</param>
    public static bool IsRotated(string name) => name.StartsWith(AgentFileScript.FileName + ".", StringComparison.Ordinal) && name != AgentFileScript.DeletedName;

    /// <summary>Returns whether a file of this name contains only errors.</summary>
    /// <param name="name">The name of the file.</param>
    public static bool IsErrors(string name) => name.StartsWith("errors.log", StringComparison.Ordinal);

    /// <summary>Parses a list of files, which comes from the container and is not trusted.</summary>
    /// <param name="text">The list, with one line for each file: inode, size and name.</param>
    /// <returns>The files, oldest first; invalid lines are ignored.</returns>
    public static IReadOnlyList<AgentFile> ReadList(string text) =>
        [.. text.Split('\n')
            .Select(line => Line().Match(line))
            .Where(match => match.Success)
            .Select(match => new AgentFile(match.Groups[3].Value, match.Groups[1].Value, long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))
            .DistinctBy(file => file.Inode)
            .OrderBy(file => file.HasErrorsAlone)
            .ThenBy(file => file.Age)];

    // A deleted file is older than all others, and the current log file has no number.
    private int Age => Name.StartsWith('/') ? -1 : int.TryParse(Name[(Name.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;

    [GeneratedRegex(@"^([0-9]{1,20}) ([0-9]{1,18}) ((?:errors|amazon-ssm-agent)\.log(?:\.[0-9]{1,5})?|/proc/[0-9]{1,10}/fd/[0-9]{1,10})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
