namespace EksConnector.Tests.House;

/// <summary>The version of the module is the same in its manifest and in its assemblies.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_manifest_has_the_version_of_the_assemblies()
    {
        string version = typeof(PodStatus).Assembly.GetName().Version!.ToString(3);
        foreach (string manifest in new[] { "EksConnector.psd1", "src/EksConnector/EksConnector.Views.psd1" })
        {
            File.ReadAllText(Path.Combine(Repository.Root, manifest)).ShouldMatch($@"ModuleVersion\s+= '{version.Replace(".", "\\.", StringComparison.Ordinal)}'");
        }
    }
}
