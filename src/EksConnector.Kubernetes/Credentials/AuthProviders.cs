using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>The auth-provider plugins that Kubernetes removed from its clients, and their replacements.</summary>
internal static class AuthProviders
{
    public static EksConnectorException NotSupported(UserEntry user, string context) =>
        new(
            ErrorIds.AuthProviderNotSupported,
            FailureCategory.AuthenticationError,
            $"The user '{user.Name}' of the context '{context}' uses the auth-provider '{user.AuthProvider}', which Kubernetes replaced with exec plugins.",
            Advice(user.AuthProvider!))
        {
            Target = context,
        };

    private static string Advice(string provider) => provider switch
    {
        "gcp" => "Install gke-gcloud-auth-plugin, and get a new kubeconfig that uses it as an exec plugin (gcloud container clusters get-credentials).",
        "azure" => "Install kubelogin, and convert the kubeconfig so that it uses kubelogin as an exec plugin (kubelogin convert-kubeconfig).",
        "oidc" => "Use the exec plugin kubelogin (kubectl oidc-login setup creates the user entry), or specify -Server and -Token.",
        _ => "Use an exec plugin or a token for this user.",
    };
}
