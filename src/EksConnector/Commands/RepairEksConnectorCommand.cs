using System.Management.Automation;
using EksConnector.Core;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Repairs problems of the EKS Connector, and lists those that remain.</summary>
/// <remarks>
/// <para>The cmdlet diagnoses the connector as Test-EksConnector does, and then creates missing objects of the connector's manifest: the
/// Role and RoleBinding for its state, the ClusterRole and ClusterRoleBinding for the server version, and the Secret with the service
/// account token. It deletes Pods that were blocked by the repaired problems, so that the StatefulSet re-creates them.</para>
/// <para>The cmdlet asks for confirmation of each step, sends all changes as a dry run before it writes, and checks the result with the API
/// server. It does not change objects of other owners, objects that Helm installed, the activation, or anything in AWS. For these findings,
/// it returns the command that resolves them.</para>
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
            Tell($"Context '{plan.Context}', namespace '{plan.Namespace}': there is nothing to repair.");
        }

        List<RepairPlan> allowed = [.. plans.Select(plan => plan with { Steps = [.. plan.Steps.Where(step => MayDo(plan, step))] })];
        Run(token => operation.ApplyAsync(Request(), allowed, token));
    }

    private bool MayDo(RepairPlan plan, RepairStep step)
    {
        string description = OutsideText.Clean($"Context {plan.Context}, namespace {plan.Namespace}: {step.Describe()}");
        return MayDo(description);
    }
}
