namespace EksConnector.Core.Aws;

/// <summary>Whose credentials are used (<c>STS GetCallerIdentity</c>).</summary>
/// <param name="Account">The account's id, twelve digits.</param>
/// <param name="Arn">The ARN of the user, or of the session of the role.</param>
public sealed record AwsCaller(string Account, string Arn);
