using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Lists the users the EKS Connector can impersonate and what they can read.</summary>
/// <remarks>
/// <para>Reads all roles and role bindings of a cluster, whether they were created by this module, by the Helm chart, from the
/// templates in the Amazon EKS User Guide, or manually. Returns one object for each user that the connector's service account
/// can impersonate, and one for each IAM principal that has read access but cannot be impersonated.</para>
/// <para>The Flags property shows what needs attention: Unrestricted (a rule without names permits the connector to impersonate
/// any user, which is the default of the chart), Wildcard (a name contains a wildcard), ReadsNothing (the user has no read
/// access), SessionArn (a role session was granted instead of its role), NotImpersonated (the user has read access but cannot
/// be impersonated), and WrongNamespace (a binding names a service account in a namespace without a connector).</para>
/// <para>The result is derived from the RBAC rules. Grant-EksConnectorImpersonation and Revoke-EksConnectorImpersonation verify
/// access with the API server.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorImpersonation", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorImpersonation.md")]
[OutputType(typeof(ImpersonatedUser))]
public sealed class GetEksConnectorImpersonationCommand : FleetCmdlet
{
    /// <summary>
    /// The names of the users to return. Wildcards are permitted. An ARN also selects the user name that Amazon EKS derives
    /// from it: for a role session, this is the role. Rules that permit the connector to impersonate any user are always
    /// returned. The default is all users.
    /// </summary>
    [Parameter]
    [Alias("Arn", "RoleArn")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        var request = new ImpersonationRequest
        {
            Source = Source(),
            Targets = Targets,
            Principals = PrincipalArn ?? [],
            ThrottleLimit = ThrottleLimit,
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
        };
        Run(token => new GetImpersonationOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
