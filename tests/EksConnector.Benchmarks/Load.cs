using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>Prints the load of the machine, which shows whether a run was disturbed.</summary>
internal static class Load
{
    public static void Print(string when)
    {
        const string file = "/proc/loadavg";
        string load = File.Exists(file) ? File.ReadAllText(file).Split(' ')[0] : "unknown";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{when}: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors, load {load}"));
    }
}
