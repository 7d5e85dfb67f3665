using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Makes what a plugin wrote to standard error fit for an error message: its end, without secrets.</summary>
internal static class PluginMessage
{
    private const int MaximumLength = 2000;
    private static readonly string[] s_secretNames = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "KEY", "CREDENTIAL"];

    /// <summary>Makes the text.</summary>
    /// <param name="standardError">What the plugin wrote.</param>
    /// <param name="exec">The plugin, whose variables may be secrets.</param>
    /// <returns>The text with a colon before it; a full stop where there is none.</returns>
    public static string Make(string standardError, ExecEntry exec)
    {
        string text = standardError;
        foreach (KeyValuePair<string, string> variable in exec.Environment)
        {
            if (variable.Value.Length > 3 && IsSecretName(variable.Key))
            {
                text = text.Replace(variable.Value, Redactor.Mask, StringComparison.Ordinal);
            }
        }

        // Redacted before it is shortened: half a secret would not be recognised.
        text = WithoutControls(Redactor.Redact(text)).Trim();
        if (text.Length > MaximumLength)
        {
            text = "..." + text[^MaximumLength..];
        }

        return text.Length == 0 ? ". It wrote nothing to standard error." : ": " + text;
    }

    /// <summary>Makes an install hint of a kubeconfig fit to be shown.</summary>
    /// <param name="installHint">The hint; null for none.</param>
    /// <returns>The hint, or null.</returns>
    public static string? Hint(string? installHint)
    {
        string text = WithoutControls(installHint ?? string.Empty).Trim();
        return text.Length switch
        {
            0 => null,
            > MaximumLength => text[..MaximumLength],
            _ => text,
        };
    }

    private static bool IsSecretName(string name)
    {
        foreach (string part in s_secretNames)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A plugin may write colours; an error message must not move the cursor.
    private static string WithoutControls(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\n' or '\t' || !char.IsControl(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
