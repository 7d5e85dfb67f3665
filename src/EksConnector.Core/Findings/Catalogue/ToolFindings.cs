using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What goes wrong on the administrator's own machine.</summary>
internal static class ToolFindings
{
    public static readonly FindingTheme Theme = new(
        "Helm",
        Row(
            HelmRegistryForbidden,
            Error,
            DocumentationPages.EcrPublicErrors,
            "Helm's pull of the chart was refused (403) because of credentials for public.ecr.aws that have expired.",
            "What helm install, upgrade, pull and show answer (403 Forbidden).",
            "Sign out of public.ecr.aws, with docker and with helm, on the machine that runs helm: the chart can be had without signing in. Then run the helm command again.",
            "An old docker login or helm registry login for public.ecr.aws is still kept; the registry refuses what has expired instead of serving without it.",
            "docker logout public.ecr.aws\nhelm registry logout public.ecr.aws"));
}
