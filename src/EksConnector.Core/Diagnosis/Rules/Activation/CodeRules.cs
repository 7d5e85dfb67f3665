using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for the activation code, which is never displayed.</summary>
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
            true => rule.Passed($"The Secret '{name}' exists."),
            null => rule.Passed("The arguments contain the activation code, so no Secret is required."),
            false => rule.Wrong(snapshot, $"The Secret '{name}' does not exist in namespace '{cluster.Namespace}'.") with
            {
                Fix = ActivationFixes.WriteCode(snapshot),
            },
        };
    }

    private static Observation IsThere(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.IsThere
        ? rule.Passed("The activation code is set.")
        : Rewrite(snapshot, rule, "The activation code is not set: its key is missing or empty.", "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationCode was not set. The chart does not reject an empty code.");

    private static Observation Placeholder(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.Placeholder is { } placeholder
        ? Rewrite(snapshot, rule, $"The activation code is still the placeholder {placeholder}.", "The manifest was applied without replacing its placeholders.")
        : rule.Passed("The activation code is not a placeholder.");

    private static Observation IsEncoded(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { IsNotEncoded: true } => Rewrite(
            snapshot, rule, "The activation code is not base64-encoded text.", "The data of the Secret contains the plain code instead of the base64-encoded code."),
        { IsPlain: true } => rule.Passed("The activation code does not require base64 encoding here."),
        _ => rule.Passed("The activation code is valid base64."),
    };

    private static Observation Encoding(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.WrongEncoding is { } encoding
        ? Rewrite(
            snapshot,
            rule,
            $"The activation code was encoded from {encoding} instead of ASCII text.",
            "The code was encoded in Windows PowerShell with [Text.Encoding]::Unicode, which is UTF-16, or from a file that it wrote with a byte order mark. Use [Text.Encoding]::UTF8.GetBytes instead.")
        : rule.Passed("The activation code was encoded from ASCII text.");

    private static Observation Quotes(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code.IsQuoted
        ? Rewrite(snapshot, rule, "The activation code is enclosed in quotation marks.", "The code was copied from JSON output together with its quotation marks. To omit them, use aws ... --output text, or jq -r.")
        : rule.Passed("The activation code is not enclosed in quotation marks.");

    private static Observation IsEncodedOnce(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { IsDoubleEncoded: true, IsPlain: true } => Rewrite(
            snapshot, rule, "The activation code is base64-encoded, but must be plain.", "The Helm chart and stringData require the plain code. Only the data of a Secret requires base64."),
        { IsDoubleEncoded: true } => Rewrite(
            snapshot, rule, "The activation code is base64-encoded twice.", "The encoded code was encoded again by kubectl create secret, or by the script that fills in the manifest."),
        _ => rule.Passed("The activation code is not base64-encoded twice."),
    };

    private static Observation WhiteSpace(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Code switch
    {
        { EndsWithLineBreak: true } => Rewrite(
            snapshot, rule, "The activation code ends with a line break.", "The code was encoded with echo, which adds a line break. Use printf %s or echo -n instead."),
        { HasWhiteSpace: true } => Rewrite(
            snapshot, rule, "The activation code contains white space.", "The white space was copied with the code."),
        _ => rule.Passed("The activation code contains no white space."),
    };

    private static Observation Length(DiagnosisSnapshot snapshot, Rule rule)
    {
        int length = snapshot.Code.Length;
        return length is >= ActivationCodeFacts.MinimumLength and <= ActivationCodeFacts.MaximumLength
            ? rule.Passed("The activation code has a valid length.")
            : Rewrite(
                snapshot,
                rule,
                $"The activation code has {length} characters, but a code of Systems Manager has {ActivationCodeFacts.MinimumLength} to {ActivationCodeFacts.MaximumLength}.",
                "The code was truncated, or another value was used in its place.");
    }

    private static Observation ClearText(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Settings!.IsCodeInClearText
        ? rule.Found("The arguments of connector-init contain the activation code in clear text, where every user who is permitted to read Pods can read it.") with
        {
            Evidence = $"{snapshot.Settings.Where}, {ConnectorNames.InitContainer}; the code is not shown",
            Cause = snapshot.Settings.IsHelm ? "The Helm chart passes the code as an argument." : null,
        }
        : rule.Passed("The arguments do not contain the activation code.");

    private static Observation Rewrite(DiagnosisSnapshot snapshot, Rule rule, string summary, string cause) => rule.Wrong(snapshot, summary) with
    {
        Evidence = $"{Place(snapshot)}; the code is not shown",
        Cause = cause,
        RecommendedAction = "Set the activation code that the registration (RegisterCluster) returned, "
            + (snapshot.Code.IsPlain ? "without base64 encoding." : "base64-encoded once and without a line break: printf %s \"$EKS_ACTIVATION_CODE\" | base64."),
        Fix = ActivationFixes.WriteCode(snapshot),
    };

    private static string Place(DiagnosisSnapshot snapshot) => snapshot.Manifest is not null || snapshot.Settings?.IsCodeInClearText == true
        ? snapshot.Where
        : $"Secret {snapshot.Settings?.CodeSecret ?? ConnectorNames.ActivationSecret}, key {snapshot.Settings?.CodeKey ?? ConnectorNames.ActivationCodeKey}";
}
