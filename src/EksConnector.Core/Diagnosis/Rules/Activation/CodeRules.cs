using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>Whether the activation code, which is never shown, is there and can be used.</summary>
internal static class CodeRules
{
    public static readonly Rule[] All =
    [
        new Check(FindingCodes.ActivationSecretMissing, RuleScope.Live, [Needs.Connector, Needs.Secret], Secret),
        new Check(FindingCodes.ActivationCodeMissing, RuleScope.Always, [Needs.Code], IsThere),
        new Check(FindingCodes.ActivationCodePlaceholder, RuleScope.Always, [Needs.SetCode], Placeholder),
        new Check(FindingCodes.ActivationCodeNotEncoded, RuleScope.Always, [Needs.WrittenCode], IsEncoded),
        new Check(FindingCodes.ActivationCodeWrongEncoding, RuleScope.Always, [Needs.WrittenCode], Encoding),
        new Check(FindingCodes.ActivationCodeQuoted, RuleScope.Always, [Needs.RealCode], Quotes),
        new Check(FindingCodes.ActivationCodeDoubleEncoded, RuleScope.Always, [Needs.RealCode], IsEncodedOnce),
        new Check(FindingCodes.ActivationCodeWhitespace, RuleScope.Always, [Needs.RealCode], WhiteSpace),
        new Check(FindingCodes.ActivationCodeLength, RuleScope.Always, [Needs.RealCode], Length),
        new Check(FindingCodes.ActivationCodeInClearText, RuleScope.Live, [Needs.Settings], ClearText),
    ];

    private static Observation Secret(DiagnosisSnapshot snapshot, Rule rule)
    {
        ClusterSide cluster = snapshot.Cluster!;
        string name = cluster.Settings?.CodeSecret ?? ConnectorNames.ActivationSecret;
        return cluster.ActivationSecret.IsThere switch
        {
            true => rule.Passed($"The Secret '{name}' is there."),
            null => rule.Passed("The activation code stands in the arguments, so no Secret is needed."),
            false => rule.Wrong(snapshot, $"The Secret '{name}' is not in namespace '{cluster.Namespace}'.") with
            {
                Fix = ActivationFixes.WriteCode(snapshot),
            },
        };
    }

    private static Observation IsThere(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.IsThere
        ? rule.Passed("There is an activation code.")
        : Rewrite(snapshot, rule, "No activation code is there; its key is missing or empty.", "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationCode was not given, which the chart does not notice.");

    private static Observation Placeholder(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.Placeholder is { } placeholder
        ? Rewrite(snapshot, rule, $"The placeholder {placeholder} stands where the activation code has to be.", "The manifest was applied as it was downloaded.")
        : rule.Passed("The activation code is no placeholder.");

    private static Observation IsEncoded(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { IsNotEncoded: true } => Rewrite(
            snapshot, rule, "The activation code is not base64 of a text.", "The plain code stands in the Secret's data, where base64 of it has to be."),
        { IsPlain: true } => rule.Passed("The activation code stands where it has to be plain."),
        _ => rule.Passed("The activation code is valid base64."),
    };

    private static Observation Encoding(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.WrongEncoding is { } encoding
        ? Rewrite(
            snapshot,
            rule,
            $"The activation code is base64 of {encoding}, where base64 of plain ASCII has to be.",
            "Windows PowerShell encoded it: [Text.Encoding]::Unicode is UTF-16, and files that it writes begin with a byte order mark. [Text.Encoding]::UTF8.GetBytes gives the right bytes.")
        : rule.Passed("The activation code is not in another encoding.");

    private static Observation Quotes(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.IsQuoted
        ? Rewrite(snapshot, rule, "The activation code still has quotes around it.", "It was copied with the quotes of the JSON that the registration answered: aws ... --output text, or jq -r, does not write them.")
        : rule.Passed("There are no quotes around the activation code.");

    private static Observation IsEncodedOnce(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { IsDoubleEncoded: true, IsPlain: true } => Rewrite(
            snapshot, rule, "The activation code is encoded in base64 where it has to be plain.", "The Helm chart, and stringData, want the plain code; only data of a Secret wants base64."),
        { IsDoubleEncoded: true } => Rewrite(
            snapshot, rule, "The activation code is encoded in base64 twice.", "An encoded code was encoded once more, by kubectl create secret or by the script that fills the manifest in."),
        _ => rule.Passed("The activation code is not encoded twice."),
    };

    private static Observation WhiteSpace(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { EndsWithLineBreak: true } => Rewrite(
            snapshot, rule, "The activation code ends with a line break.", "It was encoded with echo, which adds one: printf %s, or echo -n, does not."),
        { HasWhiteSpace: true } => Rewrite(
            snapshot, rule, "There are blanks in or around the activation code.", "They were copied with it."),
        _ => rule.Passed("There is no white space in or around the activation code."),
    };

    private static Observation Length(DiagnosisSnapshot snapshot, Rule rule)
    {
        int length = snapshot.Code.Length;
        return length is >= ActivationCodeFacts.MinimumLength and <= ActivationCodeFacts.MaximumLength
            ? rule.Passed("The activation code is as long as a code can be.")
            : Rewrite(
                snapshot,
                rule,
                $"The activation code has {length} characters; one of Systems Manager has {ActivationCodeFacts.MinimumLength} to {ActivationCodeFacts.MaximumLength}.",
                "It was not copied whole, or it is something else.");
    }

    private static Observation ClearText(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Settings!.IsCodeInClearText
        ? rule.Found("The activation code stands in clear text in the arguments of connector-init: who may read pods can read it.") with
        {
            Evidence = $"{snapshot.Settings.Where}, {ConnectorNames.InitContainer}; the code is not shown",
            Cause = snapshot.Settings.IsHelm ? "The Helm chart writes it there." : null,
        }
        : rule.Passed("The arguments do not hold the activation code.");

    private static Observation Rewrite(DiagnosisSnapshot snapshot, Rule rule, string summary, string cause) => rule.Wrong(snapshot, summary) with
    {
        Evidence = $"{Place(snapshot)}; the code is not shown",
        Cause = cause,
        RecommendedAction = "Put in the activationCode that the registration (RegisterCluster) answered, "
            + (snapshot.Code.IsPlain ? "as it is, without base64." : "once encoded in base64 and without a line break: printf %s \"$EKS_ACTIVATION_CODE\" | base64."),
        Fix = ActivationFixes.WriteCode(snapshot),
    };

    private static string Place(DiagnosisSnapshot snapshot) => snapshot.Manifest is not null || snapshot.Settings?.IsCodeInClearText == true
        ? snapshot.Where
        : $"Secret {snapshot.Settings?.CodeSecret ?? ConnectorNames.ActivationSecret}, key {snapshot.Settings?.CodeKey ?? ConnectorNames.ActivationCodeKey}";
}
