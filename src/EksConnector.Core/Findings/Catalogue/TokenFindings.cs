using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the authentication of the connector to its cluster.</summary>
internal static class TokenFindings
{
    private const string Recreate = "Re-create the token Secret. Running Pods receive the new token within minutes; a Pod that is waiting for it receives it at the next attempt.";
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
            "The service account token is missing from the Pod.",
            "The log of connector-init (no such file or directory); the Secret eks-connector-token; events of the Pod.",
            Recreate,
            "The Secret eks-connector-token does not exist, or Kubernetes has not added the token yet.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, Unready, InitFailed, VolumeNotMounted, StateSecretForbidden, ServiceAccountTokenStale],
            morePreciseThan: [VolumeNotMounted]),
        Row(
            ServiceAccountTokenEmpty,
            Error,
            DocumentationPages.ServiceAccounts,
            "The service account token is empty.",
            "The log of connector-init (User \"system:anonymous\"); the Secret eks-connector-token.",
            Recreate,
            "The Secret eks-connector-token was created without a token, or Kubernetes did not add one.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, InitFailed, PodNotStarting, PodNotReady, VolumeNotMounted, StateSecretForbidden, ServiceAccountTokenStale]),
        Row(
            ServiceAccountTokenStale,
            Error,
            DocumentationPages.ServiceAccounts,
            "The API server rejects the service account token.",
            "The logs of connector-init and connector-proxy (Unauthorized); the Secret eks-connector-token.",
            Recreate,
            "The service account was re-created, or the cluster's signing key was changed, after the token was issued.",
            Renew,
            canRepair: true,
            leadsTo: [ProxyRefused, InitFailed, PodNotStarting, PodNotReady, VolumeNotMounted, StateSecretForbidden]));
}
