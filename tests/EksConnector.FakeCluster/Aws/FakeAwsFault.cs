namespace EksConnector.FakeCluster.Aws;

/// <summary>An error response of AWS.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code.</param>
/// <param name="Message">The error message.</param>
public sealed record FakeAwsFault(int Status, string Code, string Message);
