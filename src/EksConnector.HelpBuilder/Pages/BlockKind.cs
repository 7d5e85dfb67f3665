namespace EksConnector.HelpBuilder.Pages;

/// <summary>What a block of a page is.</summary>
internal enum BlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>Lines that begin with a dash.</summary>
    List,

    /// <summary>Lines that begin with a bar.</summary>
    Table,

    /// <summary>A fence marked <c>powershell</c>.</summary>
    Code,

    /// <summary>Any other fence.</summary>
    Output,
}
