using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether it is the Kubernetes API server that answers, and whether it knows who calls it.</summary>
internal static class ApiServerFindings
{
    public static readonly FindingTheme Theme = new(
        "Kubernetes API server",
        Row(
            ApiServerAnswerInvalid,
            Error,
            DocumentationPages.DebugPods,
            "Something other than the Kubernetes API server answered the request.",
            "What kubectl reports (an HTML page, or an error that is not a Kubernetes Status).",
            "Check the server address in the kubeconfig, and what is between this machine and the API server: a web application firewall, a proxy, or a management server such as Rancher. Do not change RBAC: the request did not reach the API server.",
            "A firewall or proxy blocked the request, or the address belongs to another server or to a cluster that no longer exists there."),
        Row(
            ApiServerHttpsRequired,
            Error,
            DocumentationPages.DebugPods,
            "The API server was called with HTTP instead of HTTPS (400).",
            "What kubectl reports (Client sent an HTTP request to an HTTPS server).",
            "Change the server address in the kubeconfig, or in the proxy in front of the API server, to https://.",
            "The address begins with http://, or a proxy forwards requests without TLS."),
        Row(
            AnonymousRequest,
            Error,
            DocumentationPages.ServiceAccounts,
            "The API server treated the request as anonymous: no credentials reached it.",
            "What kubectl, the console, or the connector reports (User \"system:anonymous\").",
            "Check that the kubeconfig names a user with credentials, and that no proxy removes the Authorization header. Do not grant permissions to system:anonymous or system:unauthenticated: that would open the cluster to everyone.",
            "The credentials are missing or empty, or something between the client and the API server removed them."));
}
