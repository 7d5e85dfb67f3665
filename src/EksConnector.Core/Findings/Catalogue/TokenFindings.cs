using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the connector can sign in to its own cluster.</summary>
internal static class TokenFindings
{
    private const string Anew = "Make the token's Secret anew; running Pods get the new token within minutes, and one that waits for it at its next try.";
    private const string Secret = "eks-connector-token";

    private const string Renew =
        $"kubectl -n <NAMESPACE> delete secret {Secret} --ignore-not-found\n"
        + $$$$"""echo '{"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/service-account-token","metadata":{"name":"{{{{Secret}}}}","namespace":"<NAMESPACE>","annotations":{"kubernetes.io/service-account.name":"eks-connector"}}}' | kubectl apply -f -""";

    public static readonly FindingTheme Theme = new(
        "Service account token",
        Row(
            ServiceAccountTokenMissing,
            Error,
            DocumentationPages.ServiceAccounts,
            "The service account's token is not in the pod.",
            "The log of connector-init (no such file or directory); the Secret eks-connector-token; events of the pod.",
            Anew,
            "The Secret 'eks-connector-token' is missing, or was not filled yet.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, Unready, InitFailed, VolumeNotMounted, StateSecretForbidden, ServiceAccountTokenStale],
            morePreciseThan: [VolumeNotMounted]),
        Row(
            ServiceAccountTokenEmpty,
            Error,
            DocumentationPages.ServiceAccounts,
            "The service account's token is empty.",
            "The log of connector-init (User \"system:anonymous\"); the Secret eks-connector-token.",
            Anew,
            "The Secret 'eks-connector-token' was made without a token, or was not filled.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, InitFailed, PodNotStarting, PodNotReady, VolumeNotMounted, StateSecretForbidden, ServiceAccountTokenStale]),
        Row(
            ServiceAccountTokenStale,
            Error,
            DocumentationPages.ServiceAccounts,
            "The API server does not accept the service account's token.",
            "The logs of connector-init and connector-proxy (Unauthorized); the Secret eks-connector-token.",
            Anew,
            "The service account was made anew, or the cluster's signing key was changed, after the token was made.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, InitFailed, PodNotStarting, PodNotReady, VolumeNotMounted, StateSecretForbidden]));
}
