namespace EksConnector.Core.Aws;

/// <summary>The identity of the AWS credentials (<c>STS GetCallerIdentity</c>).</summary>
/// <param name="Account">The account ID, 12 digits.</param>
/// <param name="Arn">The ARN of the user or of the role session.</param>
public sealed record AwsCaller(string Account, string Arn);
