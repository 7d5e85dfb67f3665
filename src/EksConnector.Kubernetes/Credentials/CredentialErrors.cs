namespace EksConnector.Kubernetes.Credentials;

/// <summary>Creates the errors of credentials. They name files and fields, but never include their content.</summary>
internal static class CredentialErrors
{
    public static EksConnectorException Invalid(string what, string advice, Exception? cause = null) =>
        new(ErrorIds.CredentialInvalid, FailureCategory.AuthenticationError, what, advice, cause);

    /// <summary>Adds the target to an error that was created where the cluster is not known.</summary>
    public static EksConnectorException WithTarget(EksConnectorException exception, string context) =>
        exception.Target is not null
            ? exception
            : new EksConnectorException(exception.ErrorId, exception.Category, exception.Message, exception.RecommendedAction)
            {
                Target = context,
            };
}
