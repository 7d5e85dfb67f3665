namespace EksConnector.Core.Logs;

/// <summary>Adds the source as a prefix to each raw line if there are several sources.</summary>
/// <param name="request">The request.</param>
/// <param name="isNeeded">Whether there are several sources.</param>
internal sealed class LogPrefix(LogRequest request, bool isNeeded)
{
    private readonly bool _isNeeded = isNeeded && request is { Raw: true, NoPrefix: false, DestinationPath: null };

    /// <summary>Adds the prefix of one source to its lines.</summary>
    /// <param name="origin">The origin of the lines.</param>
    /// <param name="lines">The lines.</param>
    /// <returns>The lines with the prefix.</returns>
    public IReadOnlyList<object> To(LogOrigin origin, IReadOnlyList<object> lines)
    {
        if (!_isNeeded)
        {
            return lines;
        }

        LogOrigin shown = origin.ToShown();
        string prefix = $"{(shown.IsFromFleet ? shown.Context + " " : string.Empty)}{shown.Pod} {shown.Container} | ";
        return [.. lines.Select(line => prefix + line)];
    }
}
