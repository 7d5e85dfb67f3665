using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>What the module promises, and whether it keeps it.</summary>
internal sealed class Bounds
{
    private readonly Table _table = new("bound", "measured", "at most", "kept");
    private bool _missed;

    /// <summary>Checks one promise.</summary>
    /// <param name="what">What is promised.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="most">The bound.</param>
    /// <param name="isWish">Whether it is only wished for: it is told, and missing it is no failure.</param>
    public void Check(string what, double measured, double most, bool isWish = false)
    {
        bool kept = measured <= most;
        _missed |= !kept && !isWish;
        _table.Add(what, Number(measured), Number(most), kept ? "yes" : isWish ? "no (a wish)" : "**no**");
    }

    /// <summary>Prints the promises.</summary>
    /// <returns>The exit code: 1 when one was not kept.</returns>
    public int Finish()
    {
        _table.Print("Bounds");
        return _missed ? 1 : 0;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
