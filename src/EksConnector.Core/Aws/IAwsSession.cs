namespace EksConnector.Core.Aws;

/// <summary>
/// The AWS session of one operation: a Region, an identity, and one client per service. Every call has a timeout, can be canceled,
/// and throws only <see cref="EksConnectorException"/> and <see cref="OperationCanceledException"/>.
/// </summary>
public interface IAwsSession
{
    /// <summary>The AWS Region.</summary>
    string Region { get; }

    /// <summary>How far the clock of AWS is ahead of this computer's, by the Date header of the last response; null before the first response.</summary>
    TimeSpan? ClockOffset { get; }

    /// <summary>The EKS API.</summary>
    IEksClient Eks { get; }

    /// <summary>The Systems Manager API.</summary>
    ISsmClient Ssm { get; }

    /// <summary>The Security Token Service.</summary>
    IStsClient Sts { get; }
}
