using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation;

/// <summary>What is known of the right to keep state in Secrets.</summary>
/// <param name="Fault">What is missing or wrong; null where nothing is.</param>
/// <param name="IsBindingMissing">Whether the Role is right, and only its RoleBinding is missing.</param>
/// <param name="Unread">Why it was not read; null where it was.</param>
internal sealed record RoleState(string? Fault, bool IsBindingMissing = false, Unread? Unread = null)
{
    /// <summary>Whether there is no Role of that name.</summary>
    public bool IsRoleMissing { get; init; }
}
