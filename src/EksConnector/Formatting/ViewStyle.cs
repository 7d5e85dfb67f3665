using System.Management.Automation;

namespace EksConnector;

/// <summary>
/// The color of a row in the default views, as the escape sequence that sets it. The views write it next to the word that it stands for, and PowerShell
/// removes it where <c>$PSStyle.OutputRendering</c>, NO_COLOR, or the host does not allow it.
/// </summary>
internal static class ViewStyle
{
    // Fixed entries of the 256-color palette with a contrast of about 4.5 on black and on white.
    private const string Good = "\u001b[38;5;28m";
    private const string Caution = "\u001b[38;5;130m";
    private const string Bad = "\u001b[38;5;160m";

    private static readonly string[] s_startingStatuses = ["Running", "Pending", "ContainerCreating", "PodInitializing", "Terminating", "Completed"];

    /// <summary>Gets the color of a Pod's status.</summary>
    /// <param name="isReady">Whether the Pod is ready.</param>
    /// <param name="status">The status, such as <c>Running</c> or <c>Init:0/1</c>.</param>
    public static string OfPod(bool isReady, string status)
    {
        bool isStarting = Array.IndexOf(s_startingStatuses, status) >= 0 || status is ['I', 'n', 'i', 't', ':', >= '0' and <= '9', ..];
        return isReady ? Good : isStarting ? Caution : Bad;
    }

    /// <summary>Gets the color of a result, a severity, a log level, or the type of an event.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The escape sequence; empty for a word that has no color.</returns>
    public static string OfWord(string word) => word switch
    {
        "Passed" => Good,
        "Warning" or "Warned" => Caution,
        "Error" or "Failed" or "Fatal" => Bad,
        _ => string.Empty,
    };

    /// <summary>Gets the color of an answer.</summary>
    /// <param name="answer">Whether all is well; null if that is unknown.</param>
    public static string OfAnswer(bool? answer) => answer switch { true => Good, false => Bad, null => Caution };
}
