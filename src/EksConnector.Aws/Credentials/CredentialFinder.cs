using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using EksConnector.Aws.Errors;
using EksConnector.Core;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// Finds credentials in the order of the SDK: explicit credentials, environment, web identity, profile, container, instance. Each
/// source is the SDK's own class. The SDK's chain is not used, because it waits about 15 seconds for instance metadata if there are
/// none, and hides errors of a profile.
/// </summary>
internal sealed class CredentialFinder
{
    // The metadata service is local: it responds quickly or not at all.
    private static readonly TimeSpan s_metadataTimeout = TimeSpan.FromSeconds(3);

    // STS accepts tokens of up to 20,000 characters.
    private const int MaximumTokenLength = 32 * 1024;

    private readonly AwsConnectionSource _source;
    private readonly AwsProfiles _profiles;
    private readonly Func<AWSCredentials, AmazonSecurityTokenServiceClient> _sts;

    public CredentialFinder(
        AwsConnectionSource source, AwsProfiles profiles, Func<AWSCredentials, AmazonSecurityTokenServiceClient> sts)
    {
        _source = source;
        _profiles = profiles;
        _sts = sts;
    }

    public async Task<AWSCredentials> FindAsync(CancellationToken cancellationToken)
    {
        if (_source is { RoleArn: { } federated, WebIdentityToken: { } token })
        {
            return new WebIdentityRole(_sts(new AnonymousAWSCredentials()), federated, SessionName(), () => Task.FromResult(token.Reveal()));
        }

        AWSCredentials found = FromKeys() ?? FromNamedProfile() ?? await FromChainAsync(cancellationToken).ConfigureAwait(false);
        return _source.RoleArn is { } role
            ? new AssumedRole(_sts(found), new AssumeRoleRequest { RoleArn = role, RoleSessionName = SessionName() })
            : found;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string SessionName() =>
        string.Create(CultureInfo.InvariantCulture, $"EksConnector-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");

    private AWSCredentials? FromKeys() => _source switch
    {
        { AccessKeyId: { } id, SecretAccessKey: { } secret, SessionToken: { } token } =>
            new SessionAWSCredentials(id, secret.Reveal(), token.Reveal()),
        { AccessKeyId: { } id, SecretAccessKey: { } secret } => new BasicAWSCredentials(id, secret.Reveal()),
        _ => null,
    };

    private AWSCredentials? FromNamedProfile() =>
        _source.ProfileName is null ? null : FromProfile(_profiles.Selected!);

    private async Task<AWSCredentials> FromChainAsync(CancellationToken cancellationToken)
    {
        if (Variable("AWS_ACCESS_KEY_ID") is not null
            && (Variable("AWS_SECRET_ACCESS_KEY") ?? Variable("AWS_SECRET_KEY")) is not null)
        {
            return new EnvironmentVariablesAWSCredentials();
        }

        if (Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { } tokenFile && Variable("AWS_ROLE_ARN") is { } role)
        {
            return FromTokenFile(tokenFile, role, Variable("AWS_ROLE_SESSION_NAME"));
        }

        // A profile that only sets a Region or an endpoint provides no credentials.
        if (_profiles.Selected is { CanCreateAWSCredentials: true } profile)
        {
            return FromProfile(profile);
        }

        if (Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is not null
            || Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not null)
        {
            return new GenericContainerCredentials();
        }

        return await FromInstanceAsync(cancellationToken).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Any failure of the instance metadata means that there are no credentials.")]
    private static async Task<AWSCredentials> FromInstanceAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                // The constructor reads the role from the metadata and cannot be canceled.
                return await Task.Run(() => new InstanceProfileAWSCredentials(), CancellationToken.None)
                    .WaitAsync(s_metadataTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Most computers are not EC2 instances; the error is reported below.
            }
        }

        throw new EksConnectorException(
            ErrorIds.AwsCredentialMissing,
            FailureCategory.AuthenticationError,
            "No AWS credentials were found in the environment, in a profile, in the container or on the instance.",
            "Specify -ProfileName or -AwsCredential, set AWS_PROFILE, or sign in with: aws sso login");
    }

    private AWSCredentials FromProfile(CredentialProfile profile)
    {
        if (!profile.CanCreateAWSCredentials)
        {
            throw AwsProfiles.Invalid(profile.Name, "its credential settings are incomplete");
        }

        try
        {
            return UseModuleClients(profile.GetAWSCredentials(_profiles.Store), profile);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or AmazonClientException or InvalidOperationException)
        {
            throw AwsProfiles.Invalid(profile.Name, e.Message);
        }
    }

    // Reads the settings of the SDK's role and process classes instead of using the classes; see AssumedRole and ProfileProcess.
    private AWSCredentials UseModuleClients(AWSCredentials credentials, CredentialProfile profile)
    {
        if (credentials is AssumeRoleWithWebIdentityCredentials web)
        {
            return FromTokenFile(web.WebIdentityTokenFile, web.RoleArn, web.RoleSessionName);
        }

        if (credentials is LoginAWSCredentials)
        {
            throw SdkDependencies.LoginNotSupported();
        }

        if (credentials is ProcessAWSCredentials)
        {
            return new ProfileProcess(profile.Name, profile.Options.CredentialProcess, _source.RequestTimeout, new ProcessLauncher());
        }

        if (credentials is not AssumeRoleAWSCredentials role)
        {
            return credentials;
        }

        if (!string.IsNullOrEmpty(role.Options.MfaSerialNumber))
        {
            throw new EksConnectorException(
                ErrorIds.AwsProfileInvalid,
                FailureCategory.InvalidArgument,
                $"The AWS profile assumes the role '{AwsText.Clean(role.RoleArn)}' with multi-factor authentication (MFA), which this module does not support.",
                "Get temporary credentials with the AWS CLI (aws configure export-credentials --profile NAME) and specify them with -AwsCredential and -AwsSessionToken, or use a profile without mfa_serial.");
        }

        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.RoleSessionName,
            ExternalId = role.Options.ExternalId,
        };
        if (role.Options.DurationSeconds is { } seconds)
        {
            request.DurationSeconds = seconds;
        }

        CredentialProfile source = _profiles.Store.TryGetProfile(profile.Options.SourceProfile ?? string.Empty, out CredentialProfile found) ? found : profile;
        return new AssumedRole(_sts(UseModuleClients(role.SourceCredentials, source)), request);
    }

    private WebIdentityRole FromTokenFile(string tokenFile, string role, string? sessionName) => new(
        _sts(new AnonymousAWSCredentials()),
        role,
        sessionName ?? SessionName(),
        async () =>
        {
            try
            {
                return Encoding.UTF8.GetString(await BoundedFile.ReadAsync(tokenFile, MaximumTokenLength, CancellationToken.None).ConfigureAwait(false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidDataException or TimeoutException)
            {
                throw new EksConnectorException(
                    ErrorIds.AwsCredentialInvalid,
                    FailureCategory.AuthenticationError,
                    $"The web identity token file '{AwsText.Clean(tokenFile)}' cannot be read or is not valid.",
                    "Check AWS_WEB_IDENTITY_TOKEN_FILE, or web_identity_token_file in the profile.",
                    e);
            }
        });
}
