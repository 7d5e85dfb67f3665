namespace EksConnector.HelpBuilder;

/// <summary>One file of the module's help.</summary>
/// <param name="Name">Its name in <c>en-US</c>.</param>
/// <param name="Text">The content, with line feeds on every system.</param>
internal sealed record HelpFile(string Name, string Text);
