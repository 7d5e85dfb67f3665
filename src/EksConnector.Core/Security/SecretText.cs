using System.Net;
using System.Security;

namespace EksConnector;

/// <summary>A secret that was specified as text. It is not exposed by <see cref="ToString"/> or a property.</summary>
public sealed class SecretText
{
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret in clear text.</param>
    public SecretText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Wraps the secret in a SecureString.</summary>
    /// <param name="value">The secret from PowerShell; can be null.</param>
    /// <returns>The wrapped secret; null if <paramref name="value"/> is null.</returns>
    public static SecretText? From(SecureString? value) =>
        value is null ? null : new SecretText(new NetworkCredential(string.Empty, value).Password);

    /// <summary>Returns the secret in clear text, for the code that sends it to its destination.</summary>
    /// <returns>The secret.</returns>
    public string Reveal() => _value;

    /// <summary>Returns a mask instead of the secret.</summary>
    /// <returns>The mask.</returns>
    public override string ToString() => Redactor.Mask;
}
