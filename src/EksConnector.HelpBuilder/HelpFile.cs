namespace EksConnector.HelpBuilder;

/// <summary>A help file of the module.</summary>
/// <param name="Name">The file name in <c>en-US</c>.</param>
/// <param name="Text">The content, with line feeds on all platforms.</param>
internal sealed record HelpFile(string Name, string Text);
