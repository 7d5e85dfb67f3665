namespace EksConnector.Tests.House;

/// <summary>CI finds the tests that watch the clock by a trait.</summary>
public sealed class ClockGroupTests
{
    [Fact]
    public void Tests_have_the_trait_of_their_group()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];
        const string member = "[Collection(nameof(ClockGroup))]";
        const string trait = """[Trait("Group", "Clock")]""";
        sources.Count(source => source.Contains($"{member}\n{trait}\npublic sealed class", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        sources.Where(source => source.Contains($"\n{member}", StringComparison.Ordinal) != source.Contains($"\n{trait}\n", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
