using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Counts errors and removes them after a success.</summary>
internal sealed class FaultList
{
    private readonly List<(LoggedFault Fault, string Subject)> _faults = [];

    /// <summary>The errors, in the order of their first occurrence.</summary>
    public IReadOnlyList<LoggedFault> Faults => [.. _faults.Select(each => each.Fault)];

    /// <summary>Adds a line.</summary>
    /// <param name="code">The code of the finding.</param>
    /// <param name="subject">The subject; a success of another subject does not remove the error.</param>
    /// <param name="entry">The log entry.</param>
    public void Add(string code, string subject, LogEntry entry)
    {
        string text = LogTexts.Of(entry);
        int at = _faults.FindIndex(known => known.Fault.Code == code && known.Subject == subject);
        if (at < 0)
        {
            _faults.Add((new LoggedFault { Code = code, Text = text, Count = 1, First = entry.UtcTime, Last = entry.UtcTime }, subject));
        }
        else
        {
            LoggedFault known = _faults[at].Fault;
            _faults[at] = (known with { Text = text, Count = known.Count + 1, Last = entry.UtcTime ?? known.Last, Before = known.Last }, subject);
        }
    }

    /// <summary>Removes the errors of a subject.</summary>
    public void RemoveResolved(string subject) => _faults.RemoveAll(each => each.Subject == subject);

    /// <summary>Removes all errors.</summary>
    public void Clear() => _faults.Clear();
}

/// <summary>Formats log entries for findings.</summary>
internal static class LogTexts
{
    private const int MaxLength = 300;

    /// <summary>Returns the text of an entry in one line, without stack traces.</summary>
    public static string Of(LogEntry entry)
    {
        string message = entry.Message;
        int stack = message.IndexOf("\ngoroutine ", StringComparison.Ordinal);
        return ShortText.Of(OneLine.Of(stack < 0 ? message : message[..stack]), MaxLength);
    }
}
