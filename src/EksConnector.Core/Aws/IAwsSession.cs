namespace EksConnector.Core.Aws;

/// <summary>
/// AWS as one operation uses it: a region, an identity, and one property for each service. Every call has a time limit,
/// obeys its token, and throws <see cref="EksConnectorException"/> alone (besides the cancellation's own).
/// </summary>
public interface IAwsSession
{
    /// <summary>The region that is asked.</summary>
    string Region { get; }

    /// <summary>How far AWS's clock is ahead of this machine's, by the last answer's Date header; null before the first answer.</summary>
    TimeSpan? ClockOffset { get; }

    /// <summary>The EKS API.</summary>
    IEksClient Eks { get; }

    /// <summary>The Systems Manager API.</summary>
    ISsmClient Ssm { get; }

    /// <summary>The Security Token Service.</summary>
    IStsClient Sts { get; }
}
