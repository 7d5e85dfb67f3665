using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Commands;

/// <summary>The step that replaces the placeholders in the published manifest and applies it.</summary>
/// <param name="Region">The AWS Region.</param>
/// <param name="ActivationId">The activation ID, or the variable that contains it.</param>
/// <param name="Apply">The command that applies the manifest from its input.</param>
internal sealed record ManifestScript(string Region, Argument ActivationId, Command Apply) : CommandStep
{
    private const string RegionPlaceholder = "%AWS_REGION%";
    private const string IdPlaceholder = "%EKS_ACTIVATION_ID%";
    private const string CodePlaceholder = "%EKS_ACTIVATION_CODE%";

    /// <inheritdoc/>
    public override bool IsAllowed => CommandCharacters.IsPlain(Region) && ActivationId.IsAllowed && Apply.IsAllowed;

    /// <inheritdoc/>
    public override string WriteForBash()
    {
        var code = new Pipeline(
            new Command("printf", ["%s", Argument.Of(new ArgumentPart(ConnectorNames.ActivationCodeVariable, IsVariable: true))]),
            new Command("base64", []),
            new Command("tr", ["-d", "\\n"]));
        Argument expressions = Argument.Of(
        [
            new ArgumentPart($"s~{RegionPlaceholder}~{Region}~g; s~{IdPlaceholder}~"),
            .. ActivationId.Parts,
            new ArgumentPart($"~g; s~{CodePlaceholder}~"),
            new ArgumentPart(string.Empty, Output: code),
            new ArgumentPart("~g"),
        ]);
        return BashWriter.Write(new Pipeline(new Command("curl", ["-fsS", ConnectorNames.ManifestUri]), new Command("sed", [expressions]), Apply));
    }

    /// <inheritdoc/>
    public override string WriteForPowerShell() =>
        $"(Invoke-RestMethod {ConnectorNames.ManifestUri}).Replace('{RegionPlaceholder}', {PowerShellWriter.Expression(Region)})"
        + $".Replace('{IdPlaceholder}', {PowerShellWriter.Expression(ActivationId)})"
        + $".Replace('{CodePlaceholder}', [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($env:{ConnectorNames.ActivationCodeVariable})))"
        + $" | {PowerShellWriter.Write(Apply)}";
}
