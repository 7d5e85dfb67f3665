using System.Management.Automation;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Revokes the access that Grant-EksConnectorImpersonation granted.</summary>
/// <remarks>
/// <para>Deletes only the objects that this module created for a principal: the ClusterRole and ClusterRoleBinding that permit
/// the connector to impersonate the user, and the bindings that permit the user to read.</para>
/// <para>The cmdlet then verifies with the API server that the access is revoked. If an object of the Helm chart, of a
/// template, or of another user still grants the same access, the cmdlet writes the error StillGranted. The error names the
/// object and its owner, and its RecommendedAction contains the command that removes the access.</para>
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
    /// <summary>Keeps the read access of the principals and revokes only the permission to impersonate them.</summary>
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
        IReadOnlyList<ImpersonationPlan> confirmed = ConfirmPlans(plans);
        Run(token => operation.ApplyAsync(request, confirmed, token));
    }
}
