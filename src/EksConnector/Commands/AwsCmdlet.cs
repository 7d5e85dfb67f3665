using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Aws;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>
/// The base class of the cmdlets that connect to clusters and to AWS: it has the parameters that select the Region, the
/// credentials and the endpoint.
/// </summary>
public abstract class AwsCmdlet : FleetCmdlet
{
    private string? _region;

    /// <summary>
    /// The AWS Region in which the cluster is registered, such as <c>eu-west-1</c>. By default, the cmdlet uses the Region that
    /// the connector is configured with, then <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, the Region of the profile, and the
    /// Region of the EC2 instance.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public virtual string? Region
    {
        get => _region;
        set => _region = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>
    /// The name of the profile in the AWS configuration files (<c>~/.aws/config</c> and <c>~/.aws/credentials</c>) from which
    /// credentials, Region and endpoints are read. By default, the cmdlet uses the default credential provider chain:
    /// environment variables, a web identity token file, the profile that <c>AWS_PROFILE</c> names or the default profile, the
    /// container credentials, and the EC2 instance profile.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public virtual string? ProfileName { get; set; }

    /// <summary>
    /// The AWS access key to use: the access key ID as the user name and the secret access key as the password. It takes
    /// precedence over the default credential provider chain.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNull]
    public virtual PSCredential? AwsCredential { get; set; }

    /// <summary>The session token for temporary credentials in <see cref="AwsCredential"/>, as a String or a SecureString.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public virtual SecureString? AwsSessionToken { get; set; }

    /// <summary>
    /// The ARN of the IAM role to assume before AWS is called. The cmdlet assumes the role with <see cref="WebIdentityToken"/>
    /// if you specify it, and with the other credentials if you do not.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public virtual string? RoleArn { get; set; }

    /// <summary>
    /// The token of an OpenID Connect (OIDC) identity provider that <see cref="RoleArn"/> trusts, as a String or a
    /// SecureString.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public virtual SecureString? WebIdentityToken { get; set; }

    /// <summary>
    /// The endpoint URL to use for Amazon EKS, Systems Manager and AWS STS, for example that of a test environment. It takes
    /// precedence over the <c>AWS_ENDPOINT_URL</c> environment variable. To set the endpoint of one service only, such as a VPC
    /// endpoint, use <c>AWS_ENDPOINT_URL_EKS</c>, <c>AWS_ENDPOINT_URL_SSM</c> or <c>AWS_ENDPOINT_URL_STS</c>, or the
    /// <c>services</c> section of the profile.
    /// </summary>
    /// <value>The default endpoints of the Region</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public virtual string? EndpointUrl { get; set; }

    /// <summary>Gets the AWS connection settings from the parameters.</summary>
    /// <returns>The settings.</returns>
    protected AwsConnectionSource AwsSource() => new()
    {
        Region = Region,
        ProfileName = ProfileName,
        AccessKeyId = AwsCredential?.UserName,
        SecretAccessKey = SecretText.From(AwsCredential?.Password),
        SessionToken = SecretText.From(AwsSessionToken),
        RoleArn = RoleArn,
        WebIdentityToken = SecretText.From(WebIdentityToken),
        EndpointUrl = EndpointUrl,
        RequestTimeout = RequestTimeout,
    };
}
