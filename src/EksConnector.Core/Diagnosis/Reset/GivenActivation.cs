namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The activation of a registration that was made elsewhere.</summary>
/// <param name="Context">The context of the cluster, as a target names it; null for the current one.</param>
/// <param name="Namespace">The namespace of the connector; null if it was not specified.</param>
/// <param name="Id">The activation ID, a GUID.</param>
/// <param name="Code">The activation code.</param>
/// <param name="Region">The Region of the registration; null to keep that of the StatefulSet.</param>
internal sealed record GivenActivation(string? Context, string? Namespace, string Id, SecretText Code, string? Region);
