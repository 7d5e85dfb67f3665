namespace EksConnector.HelpBuilder.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">The text of the link.</param>
/// <param name="Uri">The target of the link; empty for another help topic.</param>
internal sealed record Link(string Text, string Uri);
