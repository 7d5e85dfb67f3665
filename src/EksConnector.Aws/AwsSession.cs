using EksConnector.Aws.Connections;
using EksConnector.Aws.Services;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws;

/// <summary>The session of one operation on a shared connection.</summary>
internal sealed class AwsSession : IAwsSession
{
    private readonly AwsConnection _connection;

    public AwsSession(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        var calls = new ServiceCalls(connection, log);
        Eks = new EksClient(connection.Eks, calls);
        Ssm = new SsmClient(connection.Ssm, calls);
        Sts = new StsClient(connection.Sts, calls);
    }

    public string Region => _connection.Region;

    public TimeSpan? ClockOffset => _connection.ClockOffset;

    public IEksClient Eks { get; }

    public ISsmClient Ssm { get; }

    public IStsClient Sts { get; }
}
