using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The performance limits of the module, and whether they are met.</summary>
internal sealed class Bounds
{
    private readonly Table _table = new("limit", "measured", "at most", "met");
    private bool _isExceeded;

    /// <summary>Checks a limit.</summary>
    /// <param name="name">The name of the limit.</param>
    /// <param name="measured">The measured value.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="isTarget">Whether it is only a target, which is reported but does not affect the exit code.</param>
    public void Check(string name, double measured, double limit, bool isTarget = false)
    {
        bool isMet = measured <= limit;
        _isExceeded |= !isMet && !isTarget;
        _table.Add(name, Number(measured), Number(limit), isMet ? "yes" : isTarget ? "no (target)" : "**no**");
    }

    /// <summary>Prints the limits.</summary>
    /// <returns>The exit code, which is 1 if a limit is exceeded.</returns>
    public int PrintAndGetExitCode()
    {
        _table.Print("Limits");
        return _isExceeded ? 1 : 0;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
