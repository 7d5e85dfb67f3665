using System.Management.Automation;

namespace EksConnector.Tests.Help;

/// <summary>A cmdlet with all features that the builder supports, including some that no cmdlet of the module uses.</summary>
[Cmdlet(VerbsCommon.Set, "Sample", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(PodStatus))]
public sealed class SampleCommand : PSCmdlet
{
    /// <summary>The thing.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Item", "it")]
    public string? Thing { get; set; }

    /// <summary>The day.</summary>
    [Parameter]
    public DayOfWeek[] Day { get; set; } = [DayOfWeek.Friday];

    /// <summary>The colour.</summary>
    [Parameter]
    [ValidateSet("Red", "Blue")]
    public string? Colour { get; set; }

    /// <summary>The shade.</summary>
    [Parameter]
    [ValidateSet("Red", "Blue")]
    public ConsoleColor? Shade { get; set; }

    /// <summary>Whether again.</summary>
    [Parameter]
    public SwitchParameter Again { get; set; }

    /// <summary>A hidden parameter.</summary>
    public string? Other { get; set; }
}
