using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>The kind of plugin that Kubernetes took out of its clients, and what came instead.</summary>
internal static class AuthProviders
{
    public static EksConnectorException NotSupported(UserEntry user, string context) =>
        new(
            ErrorIds.AuthProviderNotSupported,
            FailureCategory.AuthenticationError,
            $"The user {user.Name} of the context {context} has an auth-provider ({user.AuthProvider}), which Kubernetes replaced by exec plugins.",
            Advice(user.AuthProvider!))
        {
            Target = context,
        };

    private static string Advice(string provider) => provider switch
    {
        "gcp" => "Install gke-gcloud-auth-plugin and fetch the kubeconfig again (gcloud container clusters get-credentials), which then uses it as an exec plugin.",
        "azure" => "Install kubelogin and convert the kubeconfig (kubelogin convert-kubeconfig), which then uses it as an exec plugin.",
        "oidc" => "Use the exec plugin kubelogin (kubectl oidc-login setup writes the user's entry), or give a token with -Server and -Token.",
        _ => "Use an exec plugin or a token for this user.",
    };
}
