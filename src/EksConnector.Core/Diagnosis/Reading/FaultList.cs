using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Counts what goes wrong, and forgets what went well after all.</summary>
internal sealed class FaultList
{
    private readonly List<(LoggedFault Fault, string Subject)> _faults = [];

    /// <summary>What goes wrong, in the order in which it began.</summary>
    public IReadOnlyList<LoggedFault> Faults => [.. _faults.Select(each => each.Fault)];

    /// <summary>Adds a line.</summary>
    /// <param name="code">What it means.</param>
    /// <param name="subject">What it is about: what goes well of another subject does not mend it.</param>
    /// <param name="entry">The line.</param>
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

    /// <summary>Forgets what is of a subject.</summary>
    public void Mend(string subject) => _faults.RemoveAll(each => each.Subject == subject);

    /// <summary>Forgets all.</summary>
    public void Clear() => _faults.Clear();
}

/// <summary>Makes text for findings of what a log says.</summary>
internal static class LogTexts
{
    private const int Longest = 300;

    /// <summary>An entry's text in one line, without the stacks that may follow it.</summary>
    public static string Of(LogEntry entry)
    {
        string message = entry.Message;
        int stack = message.IndexOf("\ngoroutine ", StringComparison.Ordinal);
        return ShortText.Of(OneLine.Of(stack < 0 ? message : message[..stack]), Longest);
    }
}
