using EksConnector.Core.Aws;

namespace EksConnector.Aws.Connections;

/// <summary>What parts of a source belong together.</summary>
internal static class SourceRules
{
    /// <summary>Refuses a source whose parts do not fit.</summary>
    public static void Check(AwsConnectionSource source)
    {
        if (source.RequestTimeout < TimeSpan.FromSeconds(1) || source.RequestTimeout > TimeSpan.FromHours(1))
        {
            throw Invalid("The time limit of a request is not between one second and one hour.", "Give a time limit such as 30s.");
        }

        if (source.AccessKeyId is null != source.SecretAccessKey is null || (source.SessionToken is not null && source.AccessKeyId is null))
        {
            throw Invalid(
                "An AWS access key needs its id and its secret, and a session token needs both.",
                "Give -AwsCredential with the key's id as the user name and its secret as the password, and -AwsSessionToken for a temporary key.");
        }

        if (source.AccessKeyId is not null && source.ProfileName is not null)
        {
            throw Invalid("An AWS access key and an AWS profile were given.", "Give one of -AwsCredential and -ProfileName.");
        }

        if (source.WebIdentityToken is not null && source.RoleArn is null)
        {
            throw Invalid("A web identity token needs the role that it assumes.", "Give -RoleArn with -WebIdentityToken.");
        }

        if (source.EndpointUrl is { } url
            && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "https" or "http", UserInfo: "", Query: "" }))
        {
            throw new EksConnectorException(
                ErrorIds.AwsEndpointInvalid,
                FailureCategory.InvalidArgument,
                $"'{url}' is not the address of an AWS endpoint.",
                "Give an address such as https://eks.eu-west-1.amazonaws.com.");
        }
    }

    private static EksConnectorException Invalid(string message, string recommendedAction) =>
        new(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction);
}
