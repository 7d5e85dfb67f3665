using System.Management.Automation;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Revokes the access that Grant-EksConnectorImpersonation granted.</summary>
/// <remarks>
/// <para>The cmdlet deletes only the objects that this module created for a principal: the role and binding that permit the connector to
/// impersonate the user, and the bindings that grant read access to the user.</para>
/// <para>Afterwards, it checks the result with the API server. If an object of the Helm chart, a template, or another owner still grants
/// the same access, the cmdlet writes the error StillGranted, which names the object and its owner. The recommended action contains the
/// command that removes the access.</para>
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
            Verbose = WantsVerbose,
        };
        var operation = new RevokeImpersonationOperation(RunspaceServices.Current.Kubernetes);
        var plans = new List<ImpersonationPlan>();
        Run(token => operation.PlanAsync(request, token), plans.Add);
        IReadOnlyList<ImpersonationPlan> allowed = Allowed(plans);
        Run(token => operation.ApplyAsync(request, allowed, token));
    }
}
