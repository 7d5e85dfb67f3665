using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Finds the images, charts, and volumes that a text names.</summary>
internal static partial class OtherImages
{
    // A mirror can have any host and path, but its repositories usually keep the names.
    private static readonly string[] s_own = ["connector", "ssm"];

    /// <summary>Returns whether some lines name an image, a chart, or a volume, but none of the connector.</summary>
    /// <param name="lines">The lines, in lowercase and without white space.</param>
    public static bool IsOnlyOfAnother(ReadOnlySpan<char> lines)
    {
        // Every Pod requires the pause image, whatever its name is.
        if (lines.Contains("sandbox", StringComparison.Ordinal) || lines.Contains("pause", StringComparison.Ordinal))
        {
            return false;
        }

        bool isOfAnother = false;
        foreach (ValueMatch name in Name().EnumerateMatches(lines))
        {
            if (IsOwn(lines.Slice(name.Index, name.Length)))
            {
                return false;
            }

            isOfAnother = true;
        }

        return isOfAnother;
    }

    /// <summary>Returns whether a name is one of the connector's.</summary>
    /// <param name="name">The name, in lowercase.</param>
    public static bool IsOwn(ReadOnlySpan<char> name)
    {
        foreach (string own in s_own)
        {
            if (name.Contains(own, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // image "NAME", image=NAME, reference "NAME", docker://NAME, manifest for NAME not found, access denied for NAME,
    // https://HOST/v2/NAME/manifests/TAG, and volumes of a storage class, which the connector does not have.
    [GeneratedRegex(
        """(?:(?:image=?"|image=|reference"|docker://|manifestfor(?!linux/|windows/)|accessdeniedfor)(?=[a-z0-9._-]+(?::[0-9]+)?[/:@])[a-z0-9._/:@-]{2,300}|/v2/[a-z0-9._/-]{2,300}/(?:manifests|blobs)/|volume"pvc-[a-z0-9-]{1,300})""",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Name();
}
