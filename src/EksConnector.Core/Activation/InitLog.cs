namespace EksConnector.Core.Activation;

/// <summary>What one run of connector-init wrote, as far as it matters.</summary>
/// <param name="Fatal">What ended it, in one line and redacted; null where nothing did.</param>
/// <param name="Code">What that means, one of <see cref="FindingCodes"/>; null where nothing did.</param>
/// <param name="InstanceId">The instance that it was registered as; null where it does not say.</param>
internal sealed record InitLog(string? Fatal, string? Code, string? InstanceId);
