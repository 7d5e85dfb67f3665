namespace EksConnector.Core.Commands;

/// <summary>A part of an argument: a text, an environment variable, or the output of a pipeline.</summary>
/// <param name="Text">The text, or the name of the variable; empty for a pipeline.</param>
/// <param name="IsVariable">Whether <paramref name="Text"/> is the name of an environment variable.</param>
/// <param name="Output">The pipeline; otherwise null.</param>
internal readonly record struct ArgumentPart(string Text, bool IsVariable = false, Pipeline? Output = null)
{
    /// <summary>Whether the part is a text.</summary>
    public bool IsText => !IsVariable && Output is null;
}
