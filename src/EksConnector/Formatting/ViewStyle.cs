using System.Management.Automation;
using System.Reflection;

namespace EksConnector;

/// <summary>The color of a row in the default views, as the escape sequence that sets it. It never replaces the word that it stands for.</summary>
internal static class ViewStyle
{
    // Fixed entries of the 256-color palette with a contrast of about 4.5 on black and on white.
    private const string Good = "\u001b[38;5;28m";
    private const string Caution = "\u001b[38;5;130m";
    private const string Bad = "\u001b[38;5;160m";

    private static readonly string[] s_startingStatuses = ["Running", "Pending", "ContainerCreating", "PodInitializing", "Terminating", "Completed"];

    // PowerShell Standard, which the module is compiled against, does not contain $PSStyle.
    private static readonly object? s_style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")
        ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);

    private static readonly PropertyInfo? s_rendering = s_style?.GetType().GetProperty("OutputRendering");

    /// <summary>
    /// Gets whether the output shows colors. PowerShell removes them with the rendering PlainText, which NO_COLOR sets; with the rendering Host it removes
    /// them from strings and files, but not when the output of the process is redirected.
    /// </summary>
    public static bool IsRendered => s_rendering?.GetValue(s_style)?.ToString() switch
    {
        "Ansi" => true,
#pragma warning disable RS0030 // Does not write. The host does not report whether its output is redirected.
        "Host" => !Console.IsOutputRedirected,
#pragma warning restore RS0030
        _ => false,
    };

    /// <summary>Gets the color of a Pod's status.</summary>
    /// <param name="isReady">Whether the Pod is ready.</param>
    /// <param name="status">The status, such as <c>Running</c> or <c>Init:0/1</c>.</param>
    public static string ForPod(bool isReady, string status)
    {
        bool isStarting = Array.IndexOf(s_startingStatuses, status) >= 0 || status is ['I', 'n', 'i', 't', ':', >= '0' and <= '9', ..];
        return isReady ? Good : isStarting ? Caution : Bad;
    }

    /// <summary>Gets the color of a result, a severity, a log level, or the type of an event.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The escape sequence; empty for a word that has no color.</returns>
    public static string ForWord(string word) => word switch
    {
        "Passed" => Good,
        "Warning" or "Warned" => Caution,
        "Error" or "Failed" or "Fatal" => Bad,
        _ => string.Empty,
    };

    /// <summary>Gets the color of a verdict.</summary>
    /// <param name="verdict">The verdict; null if it is unknown.</param>
    public static string ForVerdict(bool? verdict) => verdict switch { true => Good, false => Bad, null => Caution };
}
