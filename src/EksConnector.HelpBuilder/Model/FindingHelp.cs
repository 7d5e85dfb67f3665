namespace EksConnector.HelpBuilder.Model;

/// <summary>What the catalogue says of one finding.</summary>
/// <param name="Theme">What it is about.</param>
/// <param name="Code">Its code.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="SeenIn">How it is seen.</param>
/// <param name="Cause">How it comes to that; null where it says so itself.</param>
/// <param name="Action">What to do.</param>
/// <param name="Fix">What to type; null where no command mends it.</param>
/// <param name="Uri">Where it is documented.</param>
/// <param name="CanRepair">Whether the module can mend it.</param>
internal sealed record FindingHelp(
    string Theme, string Code, string Severity, string Meaning, string SeenIn, string? Cause, string Action, string? Fix, string Uri, bool CanRepair);
