using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>What the machine was like during a run, so that a noisy one can be told from a quiet one.</summary>
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
