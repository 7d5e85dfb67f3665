namespace EksConnector.Core.Findings.Resolving;

/// <summary>Parses the command that a user typed before its output.</summary>
internal static class TypedCommand
{
    // The flags of kubectl get that have a value in the next word.
    private static readonly string[] s_valueFlags =
        ["-n", "--namespace", "-o", "--output", "-l", "--selector", "--context", "--kubeconfig", "--field-selector", "--cluster", "--user", "--as", "-s", "--server"];

    private static readonly string[] s_workload =
        ["all", "pod", "pods", "po", "sts", "statefulset", "statefulsets", "statefulset.apps", "statefulsets.apps"];

    /// <summary>Returns whether a line is the output of a kubectl get command for other resources than the connector's workload.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line of the output.</param>
    public static bool ListsOther(PastedText text, int line) =>
        line > 0
        && text.Line(line - 1).Contains("kubectl ", StringComparison.Ordinal)
        && ListedResources(text.Line(line - 1)) is { } resources
        && !Array.Exists(resources, resource => s_workload.Contains(resource.Split('/')[0]));

    private static string[]? ListedResources(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int word = Array.IndexOf(words, "get");
        if (word < 0)
        {
            return null;
        }

        for (word++; word < words.Length; word++)
        {
            if (!words[word].StartsWith('-'))
            {
                return words[word].Split(',');
            }

            word += s_valueFlags.Contains(words[word]) ? 1 : 0;
        }

        return null;
    }
}
