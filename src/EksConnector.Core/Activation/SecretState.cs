using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation;

/// <summary>What is known of the Secret with the activation code.</summary>
/// <param name="IsThere">Whether it is there; null where it may not be read.</param>
/// <param name="Code">The code; null where there is none to be looked at.</param>
/// <param name="Unread">Why it was not read; null where it was, or is not there.</param>
internal sealed record SecretState(bool? IsThere, ActivationCodeFacts? Code, Unread? Unread);
