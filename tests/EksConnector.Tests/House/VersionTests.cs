namespace EksConnector.Tests.House;

/// <summary>The version of the module is the same in its manifest and in its assemblies.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_manifest_has_the_version_of_the_assemblies()
    {
        string version = typeof(PodStatus).Assembly.GetName().Version!.ToString(3);
        File.ReadAllText(Path.Combine(Repository.Root, "EksConnector.psd1")).ShouldMatch($@"ModuleVersion\s+= '{version.Replace(".", "\\.", StringComparison.Ordinal)}'");
    }
}
