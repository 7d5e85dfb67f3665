using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Commands;

/// <summary>
/// The base of the cmdlets that change what principals are granted. They plan first, ask by ShouldProcess for each plan on the
/// pipeline's thread, and then carry out the plans that may be.
/// </summary>
public abstract class PrincipalCmdlet : ClusterCmdlet
{
    private readonly List<PrincipalTarget> _principals = [];

    /// <summary>
    /// The kubeconfig contexts of the clusters to change, by name or wildcard pattern; <c>*</c> for all. A name that fits
    /// to the letter is never taken as a pattern. Without it, the current context is changed.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public override string[]? Context { get; set; }

    /// <summary>
    /// The IAM principals, by their ARNs: roles, users, federated users, root, of all partitions. The ARN of a role session
    /// means its role, and the path of a role is left out with a warning, as EKS does. Wildcards are not taken.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "RoleArn")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <summary>
    /// Emits the results of a cluster as soon as they are ready. Without it, results and errors come in the order of the contexts,
    /// so those of a cluster that is slow hold back those of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>How many clusters are worked on at the same time, 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The principals of all input together, and the clusters that each is meant on.</summary>
    protected IReadOnlyList<PrincipalTarget> Principals => _principals;

    /// <summary>Whether the current caller is among the principals.</summary>
    protected virtual bool WantsCurrentCaller => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
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
            var missing = new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                "No principal is given.",
                "Give the ARN of a role or a user with -PrincipalArn, or let it come from the pipeline.");
            ThrowTerminatingError(ToErrorRecord(missing));
        }
    }

    /// <summary>Plans, asks, and carries out.</summary>
    protected abstract void Change();

    /// <summary>Asks for each plan whether it may be carried out; one that changes nothing is only asked for with -WhatIf.</summary>
    /// <param name="plans">The plans.</param>
    /// <returns>Those that may be.</returns>
    protected IReadOnlyList<ImpersonationPlan> Allowed(IReadOnlyList<ImpersonationPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        bool isWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
        return [.. plans.Where(plan =>
        {
            string description = OutsideText.Clean(plan.Describe());
            return (!plan.HasChanges && !isWhatIf) || MayDo(description);
        })];
    }
}
