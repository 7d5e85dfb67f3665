namespace EksConnector.FakeCluster.Aws;

/// <summary>The services of the fake of AWS, which differ in the format of requests, responses, and errors.</summary>
internal enum FakeAwsService
{
    /// <summary>The REST protocol with JSON.</summary>
    Eks,

    /// <summary>The protocol JSON 1.1, with the operation in the header <c>X-Amz-Target</c>.</summary>
    Ssm,

    /// <summary>The query protocol, with form requests and XML responses.</summary>
    Sts,
}
