using EksConnector.Aws.Eks;
using EksConnector.Aws.Ssm;
using EksConnector.Aws.Sts;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Sessions;

/// <summary>One operation's use of a connection.</summary>
internal sealed class AwsSession : IAwsSession
{
    private readonly AwsConnection _connection;

    public AwsSession(AwsConnection connection, IOperationLog log)
    {
        _connection = connection;
        Eks = new EksClient(connection, log);
        Ssm = new SsmClient(connection, log);
        Sts = new StsClient(connection, log);
    }

    public string Region => _connection.Region;

    public TimeSpan? ClockOffset => _connection.ClockOffset;

    public IEksClient Eks { get; }

    public ISsmClient Ssm { get; }

    public IStsClient Sts { get; }
}
