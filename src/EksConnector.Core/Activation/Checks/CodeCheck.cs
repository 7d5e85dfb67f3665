using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>A check of the activation code, which is never shown.</summary>
/// <param name="code">What is looked for.</param>
internal abstract class CodeCheck(string code) : ActivationCheck(code)
{
    /// <inheritdoc/>
    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.RealCode(snapshot);

    /// <summary>The code is wrong, and has to be written anew.</summary>
    protected Observation Rewrite(ActivationSnapshot snapshot, string summary, string? cause)
    {
        bool isPlain = Need.CodeOf(snapshot).IsPlain;
        return Wrong(snapshot, summary) with
        {
            Evidence = $"{Place(snapshot)}; the code is not shown",
            Cause = cause,
            RecommendedAction = "Put in the activationCode that the registration (RegisterCluster) answered, "
                + (isPlain ? "as it is, without base64." : "once encoded in base64 and without a line break: printf %s \"$EKS_ACTIVATION_CODE\" | base64."),
            Fix = ActivationFixes.WriteCode(snapshot),
        };
    }

    private static string Place(ActivationSnapshot snapshot)
    {
        if (snapshot.Manifest is not null || snapshot.Settings?.IsCodeInClearText == true)
        {
            return Need.Where(snapshot);
        }

        return $"Secret {snapshot.Settings?.CodeSecret ?? Kubernetes.ConnectorNames.ActivationSecret}, key {snapshot.Settings?.CodeKey ?? Kubernetes.ConnectorNames.ActivationCodeKey}";
    }
}
