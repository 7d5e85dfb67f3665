using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the nodes get the images.</summary>
internal static class ImageFindings
{
    private const string Mirror =
        "Or mirror the images into a private registry that the nodes reach, and name them there in the StatefulSet or the Helm values.";

    public static readonly FindingTheme Theme = new(
        "Images",
        Row(
            ImagePullUnauthorized,
            Error,
            DocumentationPages.PrivateRegistry,
            "The registry asked for credentials (401).",
            "Events of the pod (401 Unauthorized, authentication required, pull access denied).",
            "Give the service account a pull secret of the registry with imagePullSecrets. Images of public.ecr.aws need none: take stale credentials for it out of the node's configuration.",
            "The images were mirrored into a private registry, and the pods have no credentials for it; or stale ones stand on the node.",
            """kubectl -n <NAMESPACE> patch serviceaccount eks-connector -p '{"imagePullSecrets":[{"name":"<PULL_SECRET>"}]}'""",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "the registry asks for credentials"),
        Row(
            ImagePullForbidden,
            Error,
            DocumentationPages.Image,
            "The registry refused the node (403), often because of stale credentials or a firewall.",
            "Events of the pod (403 Forbidden).",
            $"Let the nodes reach public.ecr.aws and its content network (*.cloudfront.net) through the firewall, and take stale credentials for it out of the node's configuration. {Mirror}",
            "A proxy or firewall answers for the registry, or the node sends credentials that have expired.",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "the registry refuses the node"),
        Row(
            ImageNotFound,
            Error,
            DocumentationPages.Image,
            "The registry has no such image.",
            "Events of the pod (not found, manifest unknown, repository does not exist).",
            "Correct name and tag: public.ecr.aws/eks-connector/eks-connector and public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent. Where they are mirrored, mirror that tag too.",
            "The tag was mistyped, or never mirrored.",
            "kubectl -n <NAMESPACE> get pods -o jsonpath='{.items[*].spec.containers[*].image}'",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "the registry has no such image"),
        Row(
            ImageNameInvalid,
            Error,
            DocumentationPages.Images,
            "The name of the image is not one.",
            "The container's state (InvalidImageName); events of the pod.",
            "Correct the image's name in the StatefulSet, or in the Helm values: a placeholder, a blank or an upper-case letter is in it.",
            fix: "kubectl -n <NAMESPACE> get pods -o jsonpath='{.items[*].spec.containers[*].image}'",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "that is not the name of an image"),
        Row(
            ImagePullRateLimited,
            Error,
            DocumentationPages.Image,
            "The registry refuses more pulls for a while (429).",
            "Events of the pod (429 Too Many Requests, toomanyrequests).",
            $"Wait: the kubelet tries again by itself. {Mirror}",
            "Many nodes behind one address pull without signing in.",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "the registry refuses more pulls for a while"),
        Row(
            RegistryDnsFailed,
            Error,
            DocumentationPages.Image,
            "The node cannot resolve the registry's name.",
            "Events of the pod (lookup public.ecr.aws: no such host).",
            $"Mend the DNS that the node itself uses (its resolv.conf; not the cluster's). {Mirror}",
            "Images are pulled by the node, and its resolver does not know names of the internet.",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed, RegistryUnreachable],
            phrase: "the node cannot resolve the registry's name"),
        Row(
            RegistryUnreachable,
            Error,
            DocumentationPages.Image,
            "The node cannot reach the registry: refused, no route, no answer in time.",
            "Events of the pod (dial tcp, i/o timeout, connection refused, Client.Timeout exceeded).",
            $"Let the nodes reach public.ecr.aws and its content network (*.cloudfront.net) on port 443, or set the proxy of the container runtime. {Mirror}",
            "A firewall, a missing route, or a proxy that only other programs know.",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed],
            phrase: "the node cannot reach the registry"),
        Row(
            RegistryTlsFailed,
            Error,
            DocumentationPages.Image,
            "The node does not trust the registry's certificate.",
            "Events of the pod (x509: certificate signed by unknown authority).",
            $"Add the proxy's CA to the node's trust store and restart the container runtime, or exempt public.ecr.aws from interception. {Mirror}",
            "A proxy intercepts TLS, or a private registry has a certificate of its own.",
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed, RegistryUnreachable],
            phrase: "the node does not trust the registry's certificate"),
        Row(
            ImagePullFailed,
            Error,
            DocumentationPages.Image,
            "An image cannot be pulled, for a reason that no other code names.",
            "The container's state (ImagePullBackOff, ErrImagePull); events of the pod.",
            $"Read the pod's events, which say why, and mend the way to the Amazon ECR Public Gallery. {Mirror}",
            "The manifest names images in the Amazon ECR Public Gallery (public.ecr.aws), which the nodes have to reach.",
            "kubectl -n <NAMESPACE> describe pod <POD>",
            leadsTo: [Unready],
            phrase: "it cannot be pulled"));
}
