using Amazon.SecurityToken.Model;
using EksConnector.Aws.Pipeline;
using EksConnector.Aws.Sessions;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Sts;

/// <summary>The calls of the Security Token Service, on the SDK's own client.</summary>
internal sealed class StsClient : IStsClient
{
    private readonly AwsConnection _connection;
    private readonly IOperationLog _log;

    public StsClient(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        _log = log;
    }

    public Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancellationToken)
    {
        SharedHttp.TellTo(_log);
        return _connection.AskStsAsync(
            "GetCallerIdentity",
            async (sts, limited) =>
            {
                GetCallerIdentityResponse answer = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), limited).ConfigureAwait(false);

                // The SDK reads any XML, and takes from it what it knows.
                return answer is { Account: { Length: > 0 } account, Arn: { Length: > 0 } arn }
                    ? new AwsCaller(account, arn)
                    : throw new FormatException("The answer names nobody.");
            },
            cancellationToken);
    }
}
