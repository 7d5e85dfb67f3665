using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Aws;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>The base of the cmdlets that ask clusters and AWS: the parameters that say which AWS, and as whom.</summary>
public abstract class AwsCmdlet : ClusterCmdlet
{
    /// <summary>
    /// The AWS region in which the cluster is registered, such as <c>eu-west-1</c>. Without it, the region that the connector
    /// in the cluster was installed with, else the usual chain: AWS_REGION, AWS_DEFAULT_REGION, the profile's region, the
    /// instance's own.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public virtual string? Region { get; set; }

    /// <summary>
    /// The profile of the AWS configuration files (<c>~/.aws/config</c>, <c>~/.aws/credentials</c>) that gives credentials,
    /// region and endpoints. Without it, the usual chain: keys in the environment, a web identity token file, AWS_PROFILE or
    /// the default profile, the container, the instance.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public virtual string? ProfileName { get; set; }

    /// <summary>An AWS access key: its id as the user name, its secret as the password. It wins over the chain.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNull]
    public virtual PSCredential? AwsCredential { get; set; }

    /// <summary>The session token that goes with <see cref="AwsCredential"/>, where that is a temporary key. A String or a SecureString.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public virtual SecureString? AwsSessionToken { get; set; }

    /// <summary>
    /// The ARN of an IAM role to assume before AWS is asked: with <see cref="WebIdentityToken"/> where it is given, else with
    /// the other credentials.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public virtual string? RoleArn { get; set; }

    /// <summary>The token of an identity provider that <see cref="RoleArn"/> trusts (OpenID Connect). A String or a SecureString.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public virtual SecureString? WebIdentityToken { get; set; }

    /// <summary>
    /// The one address at which EKS, SSM and STS are asked, such as that of a test double; it means what AWS_ENDPOINT_URL does,
    /// and wins over it. For an address of one service alone, such as that of a VPC endpoint, set AWS_ENDPOINT_URL_EKS,
    /// AWS_ENDPOINT_URL_SSM or AWS_ENDPOINT_URL_STS, or the profile's services section.
    /// </summary>
    /// <value>The region's own addresses</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public virtual string? EndpointUrl { get; set; }

    /// <summary>Says which AWS is asked, and as whom.</summary>
    /// <returns>The source that the parameters give.</returns>
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
