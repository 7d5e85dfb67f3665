using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the responses of the Kubernetes API server and the authentication of the caller.</summary>
internal static class ApiServerFindings
{
    public static readonly FindingTheme Theme = new(
        "Kubernetes API server",
        Row(
            ApiServerAnswerInvalid,
            Error,
            DocumentationPages.DebugPods,
            "The response is not from the Kubernetes API server.",
            "The output of kubectl (an HTML page, or an error that is not a Kubernetes Status).",
            "Check the server address in the kubeconfig, and any web application firewall, proxy, or management server such as Rancher between this machine and the API server. Do not change RBAC: the request did not reach the API server.",
            "A firewall or proxy blocked the request, or the address belongs to another server or to a cluster that no longer exists."),
        Row(
            ApiServerHttpsRequired,
            Error,
            DocumentationPages.DebugPods,
            "The API server received an HTTP request instead of HTTPS (400).",
            "The output of kubectl (Client sent an HTTP request to an HTTPS server).",
            "In the kubeconfig, or in the proxy in front of the API server, change the server address so that it begins with https://.",
            "The address begins with http://, or a proxy forwards requests without TLS.",
            morePreciseThan: [ApiServerAnswerInvalid]),
        Row(
            AnonymousRequest,
            Error,
            DocumentationPages.ServiceAccounts,
            "The API server treated the request as anonymous because it had no credentials.",
            "The output of kubectl, the console, or the connector (User \"system:anonymous\").",
            "Check that the kubeconfig specifies a user with credentials, and that no proxy removes the Authorization header. Do not grant permissions to system:anonymous or system:unauthenticated, because that opens the cluster to everyone.",
            "The credentials are missing or empty, or a proxy between the client and the API server removed them."));
}
