namespace EksConnector.Aws.Pipeline;

/// <summary>What the pipeline has to know of a service; the values are those of the service's published model.</summary>
/// <param name="ServiceId">The id that <c>AWS_ENDPOINT_URL_…</c> and the profile's services section are named by.</param>
/// <param name="Host">The first label of its host, its name in signatures, and the prefix of its IAM actions.</param>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="FipsHost">The first labels of its host with FIPS, in a partition of that name.</param>
internal sealed record ServiceModel(string ServiceId, string Host, string ApiVersion, Func<string, string> FipsHost)
{
    /// <summary>Amazon Elastic Kubernetes Service.</summary>
    public static ServiceModel Eks { get; } = new(
        "EKS",
        "eks",
        "2017-11-01",
        partition => partition switch { "aws" => "fips.eks", "aws-us-gov" => "eks", _ => "eks-fips" });

    /// <summary>AWS Systems Manager.</summary>
    public static ServiceModel Ssm { get; } = new(
        "SSM",
        "ssm",
        "2014-11-06",
        partition => partition switch { "aws-us-gov" => "ssm", _ => "ssm-fips" })
    {
        TargetPrefix = "AmazonSSM",
    };

    /// <summary>
    /// What stands before the action in the header <c>X-Amz-Target</c>, for a service whose calls are JSON 1.1; null for one
    /// whose calls are HTTP methods and paths.
    /// </summary>
    public string? TargetPrefix { get; private init; }
}
