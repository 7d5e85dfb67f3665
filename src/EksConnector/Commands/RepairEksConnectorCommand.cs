using System.Management.Automation;
using EksConnector.Core;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Mends what is safe to mend of the EKS Connector, and says what is left.</summary>
/// <remarks>
/// <para>Diagnoses the connector anew, as Test-EksConnector does, and then makes what is missing of the manifest's own: the Role and
/// RoleBinding for its state, the ClusterRole and ClusterRoleBinding for the server's version, and the Secret with the service
/// account's token. Pods that hang on what is mended are deleted, and the StatefulSet makes them anew.</para>
/// <para>It asks for each step, rehearses all (dryRun) before it writes, and lets the API server confirm that it helped. It never
/// edits an object of others, nor touches what Helm installed, the activation, or anything in AWS: those findings are
/// emitted with the command that mends them.</para>
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
    /// <summary>
    /// Emits the results of a cluster as soon as they are ready. Without it, results and errors come in the order of the contexts,
    /// so those of a cluster that is slow hold back those of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public SwitchParameter AsCompleted { get; set; }

    /// <inheritdoc/>
    protected override bool KeepsOrder => !AsCompleted;

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
