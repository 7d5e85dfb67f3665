namespace EksConnector.Core.Findings.Symptoms;

/// <summary>
/// The texts by which something is recognised, by the place where they stand. The first row that fits counts, so what is more
/// precise stands before what is less.
/// </summary>
/// <param name="rows">The rows.</param>
internal sealed class SymptomTable(IReadOnlyList<Symptom> rows)
{
    /// <summary>What connector-init writes before it ends.</summary>
    public static SymptomTable Init { get; } = new(InitSymptoms.Rows);

    /// <summary>What connector-agent writes.</summary>
    public static SymptomTable Agent { get; } = new(AgentSymptoms.Rows);

    /// <summary>What connector-proxy writes.</summary>
    public static SymptomTable Proxy { get; } = new(ProxySymptoms.Rows);

    /// <summary>What Kubernetes says of pods, in their status and in events.</summary>
    public static SymptomTable Events { get; } = new(EventSymptoms.Rows);

    /// <summary>What is said when an image cannot be pulled.</summary>
    public static SymptomTable Images { get; } = new(ImageSymptoms.Rows);

    /// <summary>What the console, the AWS CLI, kubectl and Helm say.</summary>
    public static SymptomTable Tools { get; } = new(ToolSymptoms.Rows);

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<Symptom> Rows => rows;

    /// <summary>Finds out what a text means.</summary>
    /// <returns>The code; null where no row fits.</returns>
    public string? CodeOf(string text) => rows.FirstOrDefault(row => row.IsIn(text))?.Code;
}

/// <summary>A text by which something is recognised.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>.</param>
/// <param name="Fragments">What has to stand in the text, all of it, letters of either case alike.</param>
internal sealed record Symptom(string Code, params string[] Fragments)
{
    /// <summary>Whether a text shows it.</summary>
    public bool IsIn(string text) => Array.TrueForAll(Fragments, fragment => text.Contains(fragment, StringComparison.OrdinalIgnoreCase));
}
