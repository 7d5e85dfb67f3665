using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>The rules about the StatefulSet, its pods, their images and nodes, in the order in which a pod comes to life.</summary>
internal static class WorkloadRules
{
    private static readonly IReadOnlyList<IDiagnosisRule> s_precise =
    [
        new NamespaceRule(),
        new ScaledRule(),
        new PodCreationRule(),
        new SchedulingRule(),
        new ArchitectureRule(),
        new NodeReadyRule(),
        new EvictionRule(),
        new TerminatingRule(),
        new VolumeRule(),
        new ImageRule(),
        new ContainerStartRule(),
        new OutOfMemoryRule(),
        new CrashRule(FindingCodes.AgentCrashLooping, ConnectorNames.AgentContainer),
        new CrashRule(FindingCodes.ProxyCrashLooping, ConnectorNames.ProxyContainer),
    ];

    public static readonly IReadOnlyList<IDiagnosisRule> All =
    [
        new NotReadyRule(s_precise),
        new VersionRule(FindingCodes.ConnectorVersionOld, ImageVersion.Connector, "0.0.11"),
        new VersionRule(FindingCodes.AgentVersionOld, ImageVersion.Agent, "3.2.2303.0"),
    ];
}
