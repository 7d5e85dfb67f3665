namespace EksConnector.Core.Findings.Symptoms;

/// <summary>
/// A table of symptoms for one kind of text. The first row that matches counts, so more specific rows precede less specific
/// ones.
/// </summary>
/// <param name="rows">The rows.</param>
internal sealed class SymptomTable(IReadOnlyList<Symptom> rows)
{
    /// <summary>The symptoms in the log of connector-init.</summary>
    public static SymptomTable Init { get; } = new(InitSymptoms.Rows);

    /// <summary>The symptoms in the log of connector-agent.</summary>
    public static SymptomTable Agent { get; } = new(AgentSymptoms.Rows);

    /// <summary>The symptoms in the log of connector-proxy.</summary>
    public static SymptomTable Proxy { get; } = new(ProxySymptoms.Rows);

    /// <summary>The symptoms in the status and the events of Pods.</summary>
    public static SymptomTable Events { get; } = new(EventSymptoms.Rows);

    /// <summary>The symptoms of failed image pulls.</summary>
    public static SymptomTable Images { get; } = new(ImageSymptoms.Rows);

    /// <summary>The symptoms in the output of the console, the AWS CLI, kubectl and Helm.</summary>
    public static SymptomTable Tools { get; } = new(ToolSymptoms.Rows);

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<Symptom> Rows => rows;

    /// <summary>Returns the code for a text.</summary>
    /// <returns>The code; null if no row matches.</returns>
    public string? CodeOf(string text)
    {
        ReadOnlySpan<char> tight = Symptom.Tighten(text);
        return (First(rows, ImageSymptoms.WithoutMirrors(tight)) ?? First(rows, tight)) is { Length: > 0 } code ? code : null;
    }

    /// <summary>Returns the code of the first row that matches a text.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="tight">The text, in lowercase and without white space.</param>
    /// <returns>The code, or <see cref="Symptom.Harmless"/>; null if no row matches.</returns>
    public static string? First(IReadOnlyList<Symptom> rows, ReadOnlySpan<char> tight)
    {
        foreach (Symptom row in rows)
        {
            if (row.IsIn(tight))
            {
                return row.Code;
            }
        }

        return null;
    }
}
