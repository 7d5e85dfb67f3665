using System.Management.Automation;
using EksConnector.Core;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Repairs the EKS Connector and reports the issues that remain.</summary>
/// <remarks>
/// <para>Diagnoses the connector as Test-EksConnector does, and then re-creates missing objects of the connector manifest: the
/// Role and RoleBinding for its state, the ClusterRole and ClusterRoleBinding for reading the server version, and the Secret
/// with the service account token. If a rotated key of the agent is only in the Pod, the cmdlet makes connector-proxy save it. It
/// deletes the Pods that are blocked by a repaired issue, so that the StatefulSet re-creates them.</para>
/// <para>The cmdlet requests confirmation of each step, sends all changes as a server-side dry run before it writes them, and
/// verifies the result with the API server. It never changes objects of other users, objects that Helm installed, the
/// activation, or resources in AWS. For findings that it cannot repair, it returns the command that fixes them.</para>
/// </remarks>
[Cmdlet(
    VerbsDiagnostic.Repair,
    "EksConnector",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Repair-EksConnector.md")]
[OutputType(typeof(RepairResult))]
public sealed class RepairEksConnectorCommand : DiagnosisCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        RunspaceServices services = RunspaceServices.Current;
        var operation = new RepairOperation(services.Kubernetes, () => services.Aws);
        var plans = new List<RepairPlan>();
        Run(token => operation.PlanAsync(Request(), token), plans.Add);
        foreach (RepairPlan plan in plans.Where(plan => plan.Steps.Count == 0 && plan.Left.Count == 0))
        {
            WriteHostMessage($"Context '{plan.Context}', namespace '{plan.Namespace}': there is nothing to repair.");
        }

        List<RepairPlan> confirmed = [.. plans.Select(plan => plan with { Steps = [.. plan.Steps.Where(step => Confirm(plan, step))] })];
        Run(token => operation.ApplyAsync(Request(), confirmed, token));
    }

    private bool Confirm(RepairPlan plan, RepairStep step)
    {
        string description = OutsideText.Clean($"Context {plan.Context}, namespace {plan.Namespace}: {step.Describe()}");
        return Confirm(description);
    }
}
