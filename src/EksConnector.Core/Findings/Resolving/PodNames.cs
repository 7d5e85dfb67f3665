using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Finds the Pods and StatefulSets that events and the logs of the kubelet name.</summary>
internal static class PodNames
{
    // The longest namespace, a slash, and the name.
    private const int MaxLength = 80;

    // The digits before the first hyphen of a UID.
    private const int UidStart = 8;

    // In lowercase and without white space: pod/NAME, Pod/NAMESPACE/NAME, pod="NAMESPACE/NAME", in StatefulSet NAME.
    private static readonly string[] s_beginnings = ["pod/", "pod=\"", "instatefulset"];

    // pod "NAME" and pods "NAME"; a quotation mark before the word makes it a value, such as "kind":"Pod".
    private static readonly string[] s_words = ["pod\"", "pods\""];

    // The Pods of the connector belong to a StatefulSet.
    private static readonly string[] s_otherControllers = ["replicaset-controller", "daemonset-controller", "job-controller"];

    /// <summary>Returns whether some lines name a Pod or a StatefulSet, but none of the connector.</summary>
    /// <param name="lines">The lines, in lowercase and without white space.</param>
    public static bool IsOnlyOfAnother(ReadOnlySpan<char> lines)
    {
        bool isOfAnother = false;
        bool isOfConnector = false;
        foreach (string beginning in s_beginnings)
        {
            Read(lines, beginning, isWord: false, ref isOfConnector, ref isOfAnother);
        }

        foreach (string word in s_words)
        {
            Read(lines, word, isWord: true, ref isOfConnector, ref isOfAnother);
        }

        foreach (string controller in s_otherControllers)
        {
            isOfAnother |= lines.Contains(controller, StringComparison.Ordinal);
        }

        return isOfAnother && !isOfConnector;
    }

    private static void Read(ReadOnlySpan<char> lines, string beginning, bool isWord, ref bool isOfConnector, ref bool isOfAnother)
    {
        for (int from = 0; lines[from..].IndexOf(beginning, StringComparison.Ordinal) is >= 0 and int at;)
        {
            int start = from + at;
            from = start + beginning.Length;
            if ((isWord && start > 0 && lines[start - 1] == '"') || IsUid(lines[from..]))
            {
                continue;
            }

            if (IsOfConnector(lines[from..]))
            {
                isOfConnector = true;
            }
            else
            {
                isOfAnother = true;
            }
        }
    }

    // Older kubelets write the UID of the Pod, which does not show whose Pod it is.
    private static bool IsUid(ReadOnlySpan<char> rest)
    {
        if (rest.Length <= UidStart || rest[UidStart] is not ('-' or '"'))
        {
            return false;
        }

        foreach (char digit in rest[..UidStart])
        {
            if (!char.IsAsciiHexDigitLower(digit))
            {
                return false;
            }
        }

        return true;
    }

    // A namespace can precede the name.
    private static bool IsOfConnector(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> name = rest[..Math.Min(rest.Length, MaxLength)];
        int slash = name.IndexOf('/');
        return name.StartsWith(ConnectorNames.StatefulSet, StringComparison.Ordinal)
            || (slash >= 0 && name[(slash + 1)..].StartsWith(ConnectorNames.StatefulSet, StringComparison.Ordinal));
    }
}
