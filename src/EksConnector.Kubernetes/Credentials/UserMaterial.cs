namespace EksConnector.Kubernetes.Credentials;

/// <summary>The certificate, key and token of a user. All of it is secret.</summary>
/// <param name="Certificate">The certificate in PEM format.</param>
/// <param name="Key">The private key in PEM format.</param>
/// <param name="Token">The bearer token.</param>
internal sealed record UserMaterial(byte[]? Certificate, byte[]? Key, string? Token)
{
    /// <summary>Returns whether another reading has the same content.</summary>
    /// <param name="other">The other reading.</param>
    /// <returns>True if nothing has changed.</returns>
    public bool IsSame(UserMaterial other) =>
        string.Equals(Token, other.Token, StringComparison.Ordinal)
        && Certificate.AsSpan().SequenceEqual(other.Certificate)
        && Key.AsSpan().SequenceEqual(other.Key);

    public override string ToString() => nameof(UserMaterial);
}
