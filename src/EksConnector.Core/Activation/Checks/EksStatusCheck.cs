using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What status does the cluster have in EKS? One check for each that is not as it should be.</summary>
/// <param name="code">What is looked for.</param>
/// <param name="status">The status that it is.</param>
internal sealed class EksStatusCheck(string code, string status) : ActivationCheck(code)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.EksCluster(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string? found = snapshot.Aws!.Cluster!.Status;
        if (found != status)
        {
            return Passed($"The cluster is {OneLine.Of(found ?? "without a status")} in EKS.");
        }

        string evidence = $"EKS: {found}";
        return status switch
        {
            "PENDING" => Pending(snapshot) with { Evidence = evidence, IsSymptom = true },
            "FAILED" => Found("EKS says that the registration failed.") with
            {
                Evidence = evidence,
                Fix = ActivationFixes.Reregister(snapshot),
                IsSymptom = true,
            },
            _ => Found("The cluster is being deregistered: its activation is deleted with it.") with
            {
                Evidence = evidence,
                Fix = ActivationFixes.Describe(snapshot),
            },
        };
    }

    private Observation Pending(ActivationSnapshot snapshot) => snapshot.Cluster is not null && snapshot.IsRegistered == true
        ? Found("EKS waits for the connector, although every replica is registered.") with
        {
            Cause = "The agents cannot connect, or did so only just now.",
            RecommendedAction = "Wait some minutes. Then see that the pods reach https://ssmmessages.REGION.amazonaws.com on port 443, that the agents' role exists and allows what the connector needs, and read the agents' logs.",
        }
        : Found("EKS waits for the connector.").LoweredTo(DiagnosisWords.Information) with
        {
            RecommendedAction = "Apply the manifest before the activation expires.",
        };
}
