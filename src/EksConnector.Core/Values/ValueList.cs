using System.Collections.ObjectModel;

namespace EksConnector;

/// <summary>
/// A list in a property of an output object. Its string is the comma-separated list of its items, which suits a column of Export-Csv.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class ValueList<T> : ReadOnlyCollection<T>
{
    /// <summary>Initializes a new instance with a copy of the items.</summary>
    /// <param name="items">The items.</param>
    public ValueList(IEnumerable<T> items)
        : base(items.ToArray())
    {
    }

    /// <summary>Joins the texts of the items with commas. Of findings, only those that failed or warned are included.</summary>
    /// <returns>The joined text; empty for an empty list.</returns>
    public override string ToString() =>
        string.Join(", ", this.Where(item => item is not Finding { Result: DiagnosisWords.Passed or DiagnosisWords.Skipped }));
}
