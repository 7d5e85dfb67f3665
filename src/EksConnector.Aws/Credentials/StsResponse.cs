using Amazon.Runtime;

namespace EksConnector.Aws.Credentials;

/// <summary>Reads the credentials from a response of STS.</summary>
internal static class StsResponse
{
    public static RefreshingAWSCredentials.CredentialsRefreshState ToRefreshState(Amazon.SecurityToken.Model.Credentials? credentials) =>
        credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0, SessionToken.Length: > 0 }
            ? new(
                new ImmutableCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
                credentials.Expiration ?? DateTime.UtcNow.AddMinutes(15))
            : throw new FormatException("The response contains no credentials.");
}
