namespace EksConnector.FakeCluster.Aws;

/// <summary>The services of the fake AWS; they differ in how calls, answers and errors are written.</summary>
internal enum FakeAwsService
{
    /// <summary>HTTP methods and paths, JSON.</summary>
    Eks,

    /// <summary>JSON 1.1: the call stands in the header <c>X-Amz-Target</c>.</summary>
    Ssm,

    /// <summary>The query protocol: a form is sent, XML is answered.</summary>
    Sts,
}
