namespace EksConnector.Kubernetes.Credentials;

/// <summary>What a user's credential is made from, as it was read: secrets, all of it.</summary>
/// <param name="Certificate">The certificate in PEM.</param>
/// <param name="Key">The key in PEM.</param>
/// <param name="Token">The bearer token.</param>
internal sealed record UserMaterial(byte[]? Certificate, byte[]? Key, string? Token)
{
    /// <summary>Whether another reading gave the same.</summary>
    /// <param name="other">The other reading.</param>
    /// <returns>True where nothing has changed.</returns>
    public bool IsSame(UserMaterial other) =>
        string.Equals(Token, other.Token, StringComparison.Ordinal)
        && Certificate.AsSpan().SequenceEqual(other.Certificate)
        && Key.AsSpan().SequenceEqual(other.Key);

    public override string ToString() => nameof(UserMaterial);
}
