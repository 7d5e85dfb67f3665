namespace EksConnector.HelpBuilder.Pages;

/// <summary>The kind of a block.</summary>
internal enum BlockKind
{
    /// <summary>A paragraph of text.</summary>
    Paragraph,

    /// <summary>Lines that start with a dash.</summary>
    List,

    /// <summary>Lines that start with a vertical bar.</summary>
    Table,

    /// <summary>A fenced block marked <c>powershell</c>.</summary>
    Code,

    /// <summary>Any other fenced block.</summary>
    Output,
}
