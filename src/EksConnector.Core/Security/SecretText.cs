using System.Net;
using System.Security;

namespace EksConnector;

/// <summary>A secret that was given as text. It does not show itself in <see cref="ToString"/> or in a property.</summary>
public sealed class SecretText
{
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret in the clear.</param>
    public SecretText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Takes the secret out of a SecureString.</summary>
    /// <param name="value">The secret as PowerShell hands it over; null gives null.</param>
    /// <returns>The wrapped secret, or null.</returns>
    public static SecretText? From(SecureString? value) =>
        value is null ? null : new SecretText(new NetworkCredential(string.Empty, value).Password);

    /// <summary>Gives the secret in the clear, to the code that sends it where it belongs.</summary>
    /// <returns>The secret.</returns>
    public string Reveal() => _value;

    /// <summary>Says that there is a secret, not which.</summary>
    /// <returns>A mask.</returns>
    public override string ToString() => Redactor.Mask;
}
