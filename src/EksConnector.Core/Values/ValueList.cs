using System.Collections.ObjectModel;

namespace EksConnector;

/// <summary>
/// A list in a property of an output object. As text it is its items joined by a comma, so that a column of
/// Export-Csv reads well.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class ValueList<T> : ReadOnlyCollection<T>
{
    /// <summary>Makes a list of a copy of the items.</summary>
    /// <param name="items">The items.</param>
    public ValueList(IEnumerable<T> items)
        : base(items.ToArray())
    {
    }

    /// <summary>Joins the items' texts with ", ". Of findings, those that failed or warned: a column of all checks is not readable.</summary>
    /// <returns>The joined text; empty for an empty list.</returns>
    public override string ToString() =>
        string.Join(", ", this.Where(item => item is not Finding { Result: DiagnosisWords.Passed or DiagnosisWords.Skipped }));
}
