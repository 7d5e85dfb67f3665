namespace EksConnector.FakeCluster.Aws;

/// <summary>An error that AWS answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">What it says.</param>
public sealed record FakeAwsFault(int Status, string Code, string Message);
