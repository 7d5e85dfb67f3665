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
/// <para>When an IAM principal views the cluster in the Amazon EKS console, the connector sends the requests to the API server
/// as a Kubernetes user whose name is the ARN of the principal. Console access therefore requires two permissions: the
/// connector's service account must be permitted to impersonate that user, and the user must be permitted to read the
/// resources. This cmdlet grants the first permission and, with -Access, also the second.</para>
/// <para>The cmdlet creates separate objects for each principal and never changes the objects of the Helm chart, of the
/// templates in the Amazon EKS User Guide, or of other users. RBAC permissions are additive, so you can create several grants
/// at the same time, and repeating a grant changes nothing. The cmdlet first sends all changes as a server-side dry run, so
/// that a missing permission is reported before anything is written. It then applies the changes and verifies both permissions
/// with the API server.</para>
/// <para>A grant never removes permissions. To reduce what a principal can read, revoke the grant and create a new one.</para>
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
    // Boxed, like all fields with enum types of Core: see GetEksConnectorLogCommand.
    private object _access = ConsoleAccess.None;

    /// <summary>
    /// The read access to grant to the principals. <c>None</c> grants no read access. <c>ConsoleAllNamespaces</c> grants read
    /// access to everything that the Amazon EKS console shows, in all namespaces. <c>ConsoleNamespace</c> grants read access to
    /// nodes and namespaces, and to the other resources only in the namespaces in <see cref="AccessNamespace"/>.
    /// </summary>
    [Parameter]
    public ConsoleAccess Access
    {
        get => (ConsoleAccess)_access;
        set => _access = value;
    }

    /// <summary>The namespaces in which <see cref="Access"/> <c>ConsoleNamespace</c> grants read access.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? AccessNamespace { get; set; }

    /// <summary>
    /// Grants access to your own AWS identity, as returned by the AWS STS operation GetCallerIdentity. Without
    /// <see cref="AwsCredential"/> and <see cref="ProfileName"/>, the cmdlet uses the default credential provider chain:
    /// environment variables, a web identity token file, the profile that <c>AWS_PROFILE</c> names or the default profile, the
    /// container credentials, and the EC2 instance profile.
    /// </summary>
    [Parameter]
    public SwitchParameter CurrentCaller { get; set; }

    /// <summary>
    /// The AWS Region whose AWS STS endpoint is called for <see cref="CurrentCaller"/>. By default, the cmdlet uses
    /// <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, the Region of the profile, and the Region of the EC2 instance, in this order.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// The name of the profile in the AWS configuration files that contains the credentials for <see cref="CurrentCaller"/>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>
    /// The AWS access key for <see cref="CurrentCaller"/>: the access key ID as the user name and the secret access key as the
    /// password.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? AwsCredential { get; set; }

    /// <summary>The session token for temporary credentials in <see cref="AwsCredential"/>, as a String or a SecureString.</summary>
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
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
        };
        RunspaceServices services = RunspaceServices.Current;
        var operation = new GrantImpersonationOperation(services.Kubernetes, () => services.Aws);
        var plans = new List<ImpersonationPlan>();
        Run(token => operation.PlanAsync(request, token), plans.Add);
        IReadOnlyList<ImpersonationPlan> confirmed = ConfirmPlans(plans);
        Run(token => operation.ApplyAsync(request, confirmed, token));
    }

    // Without -RoleArn, which is an alias of -PrincipalArn here, as in the output of IAM cmdlets.
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
