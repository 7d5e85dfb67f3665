using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using EksConnector.Core;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Credentials;

/// <summary>The profiles of the AWS configuration files, and the selected profile.</summary>
internal sealed class AwsProfiles
{
    private const int MaximumFileLength = 1024 * 1024;

    private AwsProfiles(CredentialProfileStoreChain store, CredentialProfile? selected)
    {
        Store = store;
        Selected = selected;
    }

    /// <summary>All profiles.</summary>
    public CredentialProfileStoreChain Store { get; }

    /// <summary>The specified profile, the one in <c>AWS_PROFILE</c>, or the default profile; null if there is no default profile.</summary>
    public CredentialProfile? Selected { get; }

    /// <summary>Reads the configuration files.</summary>
    /// <param name="name">The name of the profile; null for the one from the environment.</param>
    /// <param name="log">The log for warnings about changed file variables.</param>
    /// <param name="cancellationToken">A token that cancels the wait for a file.</param>
    public static async Task<AwsProfiles> ReadAsync(string? name, IOperationLog log, CancellationToken cancellationToken)
    {
        WarnIfPathChanged("AWS_CONFIG_FILE", SharedCredentialsFile.DefaultConfigFilePath, log);
        WarnIfPathChanged("AWS_SHARED_CREDENTIALS_FILE", SharedCredentialsFile.DefaultFilePath, log);
        string wanted = name ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        CredentialProfile? profile = null;
        var store = new CredentialProfileStoreChain();
        try
        {
            await CheckAsync(SharedCredentialsFile.DefaultConfigFilePath, cancellationToken).ConfigureAwait(false);
            await CheckAsync(SharedCredentialsFile.DefaultFilePath, cancellationToken).ConfigureAwait(false);
            _ = store.TryGetProfile(wanted, out profile);
        }
        catch (InvalidDataException)
        {
            // The message of the SDK quotes the line, which may contain part of a key.
            throw Invalid(wanted, "the configuration or credentials file contains an invalid line");
        }
        catch (TimeoutException)
        {
            throw Invalid(wanted, $"a file could not be read within {BoundedFile.TimeLimit.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is AmazonClientException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(wanted, e.Message);
        }

        if (profile is null && (name is not null || !string.Equals(wanted, "default", StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid(wanted, "it does not exist in the configuration file or the credentials file");
        }

        return new AwsProfiles(store, profile);
    }

    public static EksConnectorException Invalid(string profile, string why) => new(
        ErrorIds.AwsProfileInvalid,
        FailureCategory.InvalidArgument,
        $"The AWS profile '{OutsideText.Line(profile)}' cannot be used: {OutsideText.Line(why).TrimEnd('.')}.",
        "To list the profiles, run: aws configure list-profiles. The files are ~/.aws/config and ~/.aws/credentials, or those in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.");

    // Checks the size first, because the SDK reads a file to its end, and a device has none.
    private static async Task CheckAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await BoundedFile.ReadAsync(path, MaximumFileLength, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Neither file is required.
        }
        catch (InvalidDataException exception)
        {
            throw new IOException($"The file '{path}' is larger than 1 MiB.", exception);
        }
    }

    // The SDK reads the two variables once per process.
    private static void WarnIfPathChanged(string variable, string path, IOperationLog log)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } now && !string.Equals(now, path, StringComparison.Ordinal))
        {
            log.Warn($"{variable} is '{now}', but the AWS SDK uses '{path}', because the file did not exist or the variable had another value at the first call to AWS. To use the new value, start a new PowerShell session.");
        }
    }
}
