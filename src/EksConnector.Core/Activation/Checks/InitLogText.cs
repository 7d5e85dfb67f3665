using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What is said of one way in which connector-init ends.</summary>
/// <param name="Summary">What happened, without a full stop.</param>
/// <param name="Cause">How it comes to that.</param>
/// <param name="RecommendedAction">What to do.</param>
/// <param name="Fix">The commands for it; null where there are none.</param>
internal sealed record InitLogText(string Summary, string? Cause, string RecommendedAction, Func<ActivationSnapshot, FixCommand?>? Fix = null);
