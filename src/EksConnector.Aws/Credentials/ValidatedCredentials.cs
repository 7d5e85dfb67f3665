using Amazon.Runtime;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// Validates credentials before they are used in HTTP headers, because files, processes and responses can contain any text.
/// </summary>
internal sealed class ValidatedCredentials : AWSCredentials
{
    private readonly Func<AWSCredentials> _source;
    private readonly Action<ImmutableCredentials> _used;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="source">The function that returns the underlying credentials.</param>
    /// <param name="used">The callback that receives the credentials before they are used.</param>
    public ValidatedCredentials(Func<AWSCredentials> source, Action<ImmutableCredentials> used)
    {
        _source = source;
        _used = used;
    }

    public override ImmutableCredentials GetCredentials() => Check(_source().GetCredentials());

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        Check(await _source().GetCredentialsAsync().ConfigureAwait(false));

    private ImmutableCredentials Check(ImmutableCredentials credentials)
    {
        _used(credentials);
        return IsValidInHeader(credentials.AccessKey) && IsValidInHeader(credentials.Token)
            ? credentials
            : throw new EksConnectorException(
                ErrorIds.AwsCredentialInvalid,
                FailureCategory.AuthenticationError,
                "The AWS access key ID or the session token contains an invalid character.",
                "Check the source of the credentials for line breaks and spaces that were copied with them.");
    }

    private static bool IsValidInHeader(string? text) => text is null || text.All(character => character is > ' ' and <= '~');
}
