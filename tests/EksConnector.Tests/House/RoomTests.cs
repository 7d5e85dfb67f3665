using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace EksConnector.Tests.House;

/// <summary>Dependencies between the namespaces of Core are not circular.</summary>
public sealed class RoomTests
{
    private const string Core = "EksConnector.Core.";

    // Lines are redacted where they are split, which is in the namespace of logs.
    private static readonly (string From, string To)[] s_allowed = [("Security", "Logs")];

    private static readonly Lazy<HashSet<(string From, string To)>> s_dependencies = new(Load);

    [Fact]
    public void No_namespaces_of_Core_depend_on_each_other_in_a_circle()
    {
        HashSet<(string From, string To)> arrows = Arrows();
        arrows.Count.ShouldBeGreaterThan(40);
        arrows.ExceptWith(s_allowed);

        // Namespaces without dependencies are removed repeatedly, so that only circular ones remain.
        while (arrows.RemoveWhere(arrow => !arrows.Any(other => other.From == arrow.To)) > 0)
        {
        }

        arrows.Select(arrow => $"{arrow.From} -> {arrow.To}").Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_allowed_circle_still_exists() => Arrows().IsSupersetOf(s_allowed).ShouldBeTrue("take it off the list");

    [Theory]
    [InlineData("Diagnosis", "Activation")]
    [InlineData("Findings", "Diagnosis")]
    [InlineData("Connector", "Findings")]
    [InlineData("Kubernetes", "Fleets")]
    public void A_namespace_does_not_depend_on_one_above_it(string room, string above) => Arrows().ShouldNotContain((room, above));

    private static HashSet<(string From, string To)> Arrows() => [.. s_dependencies.Value];

    private static HashSet<(string From, string To)> Load()
    {
        Architecture core = new ArchLoader().LoadAssemblies(typeof(Finding).Assembly).Build();
        return
        [
            .. from type in core.Types
               from dependency in type.Dependencies
               let arrow = (From: Room(type), To: Room(dependency.Target))
               where arrow.From is not null && arrow.To is not null && arrow.From != arrow.To
               select (arrow.From!, arrow.To!),
        ];
    }

    // All namespaces can use the types in EksConnector and EksConnector.Core.
    private static string? Room(IType type) => type.Namespace?.FullName is { } name && name.StartsWith(Core, StringComparison.Ordinal)
        ? name[Core.Length..].Split('.')[0]
        : null;
}
