using System.Management.Automation;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Takes back what Grant-EksConnectorImpersonation granted, and proves it.</summary>
/// <remarks>
/// <para>It deletes the objects that this module wrote for a principal, and no others: the binding and the role by which
/// the connector may impersonate the user, and the bindings by which the user may read.</para>
/// <para>Afterwards the API server is asked. Where an object of the Helm chart, of a template, or of anybody else still
/// grants the same, that is the error StillGranted: it names the object, its owner, and as its RecommendedAction the
/// command that ends it.</para>
/// </remarks>
[Cmdlet(
    VerbsSecurity.Revoke,
    "EksConnectorImpersonation",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Revoke-EksConnectorImpersonation.md")]
[OutputType(typeof(ImpersonationGrant))]
public sealed class RevokeEksConnectorImpersonationCommand : PrincipalCmdlet
{
    /// <summary>Leaves the bindings by which the principals may read; only the impersonation is taken back.</summary>
    [Parameter]
    public SwitchParameter KeepAccess { get; set; }

    /// <inheritdoc/>
    protected override void Change()
    {
        var request = new RevokeRequest
        {
            Source = Source(),
            Principals = Principals,
            KeepAccess = KeepAccess,
            ThrottleLimit = ThrottleLimit,
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
        };
        var operation = new RevokeImpersonationOperation(RunspaceServices.Current.Kubernetes);
        var plans = new List<ImpersonationPlan>();
        Run(token => operation.PlanAsync(request, token), plans.Add);
        IReadOnlyList<ImpersonationPlan> allowed = Allowed(plans);
        Run(token => operation.ApplyAsync(request, allowed, token));
    }
}
