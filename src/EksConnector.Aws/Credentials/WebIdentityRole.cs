using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace EksConnector.Aws.Credentials;

/// <summary>The credentials of a role that is assumed with a web identity token. The token is read again for each refresh.</summary>
internal sealed class WebIdentityRole : RefreshingAWSCredentials
{
    private readonly AmazonSecurityTokenServiceClient _sts;
    private readonly string _roleArn;
    private readonly string _sessionName;
    private readonly Func<Task<string>> _readToken;

    public WebIdentityRole(
        AmazonSecurityTokenServiceClient sts, string roleArn, string sessionName, Func<Task<string>> readToken)
    {
        _sts = sts;
        _roleArn = roleArn;
        _sessionName = sessionName;
        _readToken = readToken;
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = _roleArn,
            RoleSessionName = _sessionName,
            WebIdentityToken = (await _readToken().ConfigureAwait(false)).Trim(),
        };
        AssumeRoleWithWebIdentityResponse response = await _sts.AssumeRoleWithWebIdentityAsync(request).ConfigureAwait(false);
        return StsResponse.ToRefreshState(response.Credentials);
    }

    protected override void Dispose(bool disposing)
    {
        _sts.Dispose();
        base.Dispose(disposing);
    }
}
