using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>
/// The base class of the cmdlets that change what principals are granted. They create plans, request confirmation of each plan
/// on the pipeline thread, and then apply the confirmed plans.
/// </summary>
public abstract class PrincipalCmdlet : FleetCmdlet
{
    private readonly List<PrincipalTarget> _principals = [];

    /// <summary>
    /// The names of the kubeconfig contexts of the clusters to change. Wildcards are permitted, and <c>*</c> selects all
    /// contexts. A context whose name matches exactly is used even if the name contains wildcard characters. The default is the
    /// current context.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public override string[]? Context { get; set; }

    /// <summary>
    /// The ARNs of the IAM principals: roles, users, federated users or account root users, in any AWS partition. The ARN of a
    /// role session is replaced by the ARN of its role. The path of a role is removed with a warning, because Amazon EKS
    /// removes it too. Wildcards are not permitted.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "RoleArn")]
    [NameTransformation]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <summary>The principals of all input and the clusters that they apply to.</summary>
    protected IReadOnlyList<PrincipalTarget> Principals => _principals;

    /// <summary>Whether the AWS identity of the caller is one of the principals.</summary>
    protected virtual bool WantsCurrentCaller => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (IsInputRefused)
        {
            return;
        }

        foreach (string? context in Context ?? [null!])
        {
            var target = new ClusterTarget(context, Namespace);
            _principals.AddRange((PrincipalArn ?? []).Select(arn => new PrincipalTarget(target, arn)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (WantsCurrentCaller)
        {
            _principals.AddRange(Targets.Distinct().Select(target => new PrincipalTarget(target, null)));
        }

        if (_principals.Count > 0)
        {
            Change();
        }
        else if (!MyInvocation.ExpectingInput)
        {
            ThrowInvalidParameter("No principal was specified.", "Specify the ARN of a role or a user with -PrincipalArn, or pass it through the pipeline.");
        }
    }

    /// <summary>Creates the plans, requests confirmation, and applies the plans.</summary>
    protected abstract void Change();

    /// <summary>Requests confirmation of each plan. A plan without changes requires confirmation only with -WhatIf.</summary>
    /// <param name="plans">The plans.</param>
    /// <returns>The confirmed plans.</returns>
    protected IReadOnlyList<ImpersonationPlan> ConfirmPlans(IReadOnlyList<ImpersonationPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        bool isWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
        return [.. plans.Where(plan =>
        {
            string description = OutsideText.Clean(plan.Describe());
            return (!plan.HasChanges && !isWhatIf) || Confirm(description);
        })];
    }
}
