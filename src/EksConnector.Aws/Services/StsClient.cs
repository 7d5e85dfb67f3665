using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using EksConnector.Aws.Connections;
using EksConnector.Aws.Errors;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Services;

/// <summary>The calls of the Security Token Service.</summary>
internal sealed class StsClient : IStsClient
{
    private readonly Lazy<AmazonSecurityTokenServiceClient> _client;
    private readonly ServiceCalls _calls;

    public StsClient(Lazy<AmazonSecurityTokenServiceClient> client, ServiceCalls calls)
    {
        _client = client;
        _calls = calls;
    }

    public Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancellationToken) => _calls.CallAsync(
        _client,
        "sts:GetCallerIdentity",
        clusterName: null,
        async (sts, timeoutToken) =>
        {
            GetCallerIdentityResponse response = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), timeoutToken).ConfigureAwait(false);

            // The SDK accepts any XML and reads only the elements that it knows.
            return AwsText.Clean(response.Account) is { Length: > 0 } account && AwsText.Clean(response.Arn) is { Length: > 0 } arn
                ? new AwsCaller(account, arn)
                : throw new FormatException("The response contains no identity.");
        },
        cancellationToken);
}
