namespace EksConnector.HelpBuilder.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Uri">Where it leads; empty for another help topic.</param>
internal sealed record Link(string Text, string Uri);
