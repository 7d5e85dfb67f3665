namespace EksConnector.HelpBuilder.Model;

/// <summary>The help of a property.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Description">The description, one paragraph; empty if it is missing.</param>
internal sealed record PropertyHelp(string Name, string Description);
