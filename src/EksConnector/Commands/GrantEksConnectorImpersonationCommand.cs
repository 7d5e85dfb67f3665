using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Aws;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Grants IAM principals access to the cluster in the Amazon EKS console.</summary>
/// <remarks>
/// <para>In the cluster, the connector acts as the user of the console, that is, as the Kubernetes user whose name is the ARN of the IAM
/// principal. This requires two permissions: the connector's service account must be permitted to impersonate that user, and the user must
/// have read access. The cmdlet grants the first permission, and with -Access also the second.</para>
/// <para>The cmdlet creates its own objects for each principal and never changes those of the Helm chart, the templates of the Amazon EKS
/// User Guide, or other owners. RBAC combines all grants, so several grants can be made in parallel, and repeating a grant changes nothing.
/// All changes are first sent as a dry run, so missing permissions are reported before anything is written. Afterwards, the API server is
/// queried whether both permissions are effective.</para>
/// <para>A grant never removes permissions. To reduce the read access of a principal, revoke the grant and grant access again.</para>
/// </remarks>
[Cmdlet(
    VerbsSecurity.Grant,
    "EksConnectorImpersonation",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Grant-EksConnectorImpersonation.md")]
[OutputType(typeof(ImpersonationGrant))]
public sealed class GrantEksConnectorImpersonationCommand : PrincipalCmdlet
{
    // Boxed, as every value of Core's enums is in a cmdlet's fields: see GetEksConnectorLogCommand.
    private object _access = ConsoleAccess.None;

    /// <summary>
    /// What the principals may read: nothing more than they may already, all that the EKS console shows in all namespaces,
    /// or nodes and namespaces everywhere and the rest in the namespaces of <see cref="AccessNamespace"/>.
    /// </summary>
    [Parameter]
    public ConsoleAccess Access
    {
        get => (ConsoleAccess)_access;
        set => _access = value;
    }

    /// <summary>The namespaces of <see cref="Access"/> ConsoleNamespace.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? AccessNamespace { get; set; }

    /// <summary>
    /// Grants to whoever AWS says that you are (STS GetCallerIdentity). Without <see cref="AwsCredential"/> and
    /// <see cref="ProfileName"/> that is by the usual chain: keys in the environment, a web identity token file, AWS_PROFILE or
    /// the default profile, the container, the instance.
    /// </summary>
    [Parameter]
    public SwitchParameter CurrentCaller { get; set; }

    /// <summary>The AWS region whose STS is asked for <see cref="CurrentCaller"/>. Without it, the usual chain: AWS_REGION, the profile's region, the instance's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The profile of the AWS configuration files that gives the credentials of <see cref="CurrentCaller"/>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>An AWS access key for <see cref="CurrentCaller"/>: its id as the user name, its secret as the password.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? AwsCredential { get; set; }

    /// <summary>The session token that goes with <see cref="AwsCredential"/>, where that is a temporary key. A String or a SecureString.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? AwsSessionToken { get; set; }

    /// <inheritdoc/>
    protected override bool WantsCurrentCaller => CurrentCaller;

    /// <inheritdoc/>
    protected override void Change()
    {
        var request = new GrantRequest
        {
            Source = Source(),
            Principals = Principals,
            CurrentCaller = CurrentCaller ? AwsSource() : null,
            Access = Access,
            AccessNamespaces = (AccessNamespace ?? []).Distinct(StringComparer.Ordinal).ToArray(),
            ThrottleLimit = ThrottleLimit,
            Verbose = WantsVerbose,
        };
        RunspaceServices services = RunspaceServices.Current;
        var operation = new GrantImpersonationOperation(services.Kubernetes, () => services.Aws);
        var plans = new List<ImpersonationPlan>();
        Run(token => operation.PlanAsync(request, token), plans.Add);
        IReadOnlyList<ImpersonationPlan> allowed = Allowed(plans);
        Run(token => operation.ApplyAsync(request, allowed, token));
    }

    // No -RoleArn, as the cmdlets that ask AWS for more have it: here that is another name of -PrincipalArn, as in IAM's listings.
    private AwsConnectionSource AwsSource() => new()
    {
        Region = Region,
        ProfileName = ProfileName,
        AccessKeyId = AwsCredential?.UserName,
        SecretAccessKey = SecretText.From(AwsCredential?.Password),
        SessionToken = SecretText.From(AwsSessionToken),
        RequestTimeout = RequestTimeout,
    };
}
