namespace EksConnector.Core.Logs;

/// <summary>The names of the levels in <see cref="LogEntry.Level"/>.</summary>
internal static class LogLevels
{
    private static readonly string[] s_names = Enum.GetNames<LogLevel>();

    public static string NameOf(LogLevel level) => s_names[(int)level];
}
