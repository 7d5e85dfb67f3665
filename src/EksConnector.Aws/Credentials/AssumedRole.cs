using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// The credentials of a role that is assumed with other credentials. The SDK's own class is not used, because it finds its STS
/// client by the name of any assembly in the process or, if a client is registered, without the source credentials, and because
/// it takes the Region of STS from the environment or the instance metadata instead of the connection.
/// </summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private readonly AmazonSecurityTokenServiceClient _sts;
    private readonly AssumeRoleRequest _request;

    public AssumedRole(AmazonSecurityTokenServiceClient sts, AssumeRoleRequest request)
    {
        _sts = sts;
        _request = request;
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        AssumeRoleResponse response = await _sts.AssumeRoleAsync(_request).ConfigureAwait(false);
        return StsResponse.ToRefreshState(response.Credentials);
    }

    protected override void Dispose(bool disposing)
    {
        _sts.Dispose();
        base.Dispose(disposing);
    }
}
