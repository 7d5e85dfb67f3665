namespace EksConnector.HelpBuilder.Model;

/// <summary>What the help says of a property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">One paragraph; empty where nobody wrote it.</param>
internal sealed record PropertyHelp(string Name, string Description);
