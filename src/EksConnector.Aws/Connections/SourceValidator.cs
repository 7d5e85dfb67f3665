using EksConnector.Core.Aws;

namespace EksConnector.Aws.Connections;

/// <summary>The rules for valid combinations of connection settings.</summary>
internal static class SourceValidator
{
    /// <summary>Throws an exception if the settings of a source conflict.</summary>
    public static void Check(AwsConnectionSource source)
    {
        if (source.RequestTimeout < TimeSpan.FromSeconds(1) || source.RequestTimeout > TimeSpan.FromHours(1))
        {
            throw Invalid("The request timeout must be from 1 second to 1 hour.", "Specify a timeout such as 30s.");
        }

        if (source.AccessKeyId is null != source.SecretAccessKey is null || (source.SessionToken is not null && source.AccessKeyId is null))
        {
            throw Invalid(
                "An access key ID requires a secret access key, and a session token requires both.",
                "Specify -AwsCredential with the access key ID as the user name and the secret access key as the password, and -AwsSessionToken for temporary credentials.");
        }

        if (source.AccessKeyId is not null && source.ProfileName is not null)
        {
            throw Invalid("Both an AWS access key and an AWS profile were specified.", "Specify either -AwsCredential or -ProfileName.");
        }

        if (source.WebIdentityToken is not null && source.RoleArn is null)
        {
            throw Invalid("A web identity token requires a role to assume.", "Specify -RoleArn with -WebIdentityToken.");
        }

        if (source.EndpointUrl is { } url
            && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "https" or "http", UserInfo: "", Query: "" }))
        {
            throw new EksConnectorException(
                ErrorIds.AwsEndpointInvalid,
                FailureCategory.InvalidArgument,
                $"'{url}' is not a valid URL of an AWS endpoint.",
                "Specify a URL such as https://eks.eu-west-1.amazonaws.com.");
        }
    }

    private static EksConnectorException Invalid(string message, string recommendedAction) =>
        new(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction);
}
