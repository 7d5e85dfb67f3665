namespace EksConnector.Core.Aws;

/// <summary>A region of AWS.</summary>
/// <param name="Name">Its name, such as <c>eu-west-1</c>.</param>
/// <param name="Place">Where it is, such as <c>Europe (Ireland)</c>.</param>
public sealed record AwsRegion(string Name, string Place);
