namespace EksConnector.HelpBuilder.Model;

/// <summary>The help of a finding.</summary>
/// <param name="Theme">The theme of the finding.</param>
/// <param name="Code">The code of the finding.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Meaning">The meaning.</param>
/// <param name="SeenIn">The source in which the finding is detected.</param>
/// <param name="Cause">The cause; null if the meaning includes it.</param>
/// <param name="Action">The recommended action.</param>
/// <param name="Fix">The command that fixes the finding; null for none.</param>
/// <param name="Uri">The URL of the documentation.</param>
/// <param name="CanRepair">Whether the module can repair the finding.</param>
internal sealed record FindingHelp(
    string Theme, string Code, string Severity, string Meaning, string SeenIn, string? Cause, string Action, string? Fix, string Uri, bool CanRepair);
