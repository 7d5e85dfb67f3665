namespace EksConnector.Core.Aws;

/// <summary>An AWS Region.</summary>
/// <param name="Name">The name of the Region, such as <c>eu-west-1</c>.</param>
/// <param name="Place">The location of the Region, such as <c>Europe (Ireland)</c>.</param>
public sealed record AwsRegion(string Name, string Place);
