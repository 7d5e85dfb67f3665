using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace EksConnector.Aws.Credentials;

/// <summary>The profiles of the AWS configuration files, and the one that is meant.</summary>
internal sealed class AwsProfiles
{
    private AwsProfiles(CredentialProfileStoreChain store, CredentialProfile? selected)
    {
        Store = store;
        Selected = selected;
    }

    /// <summary>All profiles.</summary>
    public CredentialProfileStoreChain Store { get; }

    /// <summary>The profile that was named, or <c>AWS_PROFILE</c>'s, or the default one; null where there is no default one.</summary>
    public CredentialProfile? Selected { get; }

    /// <summary>Reads the files.</summary>
    /// <param name="name">The name of the profile; null for the one that the environment means.</param>
    public static AwsProfiles Read(string? name)
    {
        var store = new CredentialProfileStoreChain();
        string wanted = name ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        CredentialProfile? profile;
        try
        {
            if (!store.TryGetProfile(wanted, out profile))
            {
                profile = null;
            }
        }
        catch (Exception e) when (e is AmazonClientException or InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(wanted, e.Message);
        }

        if (profile is null && (name is not null || !string.Equals(wanted, "default", StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid(wanted, "neither the configuration file nor the credentials file has it");
        }

        return new AwsProfiles(store, profile);
    }

    public static EksConnectorException Invalid(string profile, string why) => new(
        ErrorIds.AwsProfileInvalid,
        FailureCategory.InvalidArgument,
        $"The AWS profile '{profile}' cannot be used: {why.TrimEnd('.')}.",
        "See the profiles with: aws configure list-profiles. The files are ~/.aws/config and ~/.aws/credentials, or what AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name.");
}
