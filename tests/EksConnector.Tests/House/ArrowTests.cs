using System.Xml.Linq;

namespace EksConnector.Tests.House;

/// <summary>The permitted dependencies between assemblies. The tests read the module as a user gets it.</summary>
public sealed class ArrowTests
{
    private static readonly string s_dependencies = Path.Combine(Repository.Module, "dependencies");

    [Fact]
    public void Core_references_only_the_base_class_library() =>
        References(Path.Combine(Repository.Module, "EksConnector.Core.dll")).ShouldAllBe(name => IsFramework(name));

    [Fact]
    public void The_cmdlet_assembly_references_Core_and_PowerShell() =>
        References(Path.Combine(Repository.Module, "EksConnector.dll"))
            .Where(name => !IsFramework(name)).Order()
            .ShouldBe(["EksConnector.Core", "System.Management.Automation"]);

    [Theory]
    [InlineData("EksConnector.Kubernetes", "KubernetesClient", "YamlDotNet")]
    [InlineData("EksConnector.Aws", "AWSSDK.Core", "AWSSDK.SecurityToken", "AWSSDK.SimpleSystemsManagement", "AWSSDK.SSO", "AWSSDK.SSOOIDC")]
    public void An_adapter_references_Core_and_its_own_libraries(string adapter, params string[] libraries) =>
        References(Path.Combine(s_dependencies, adapter + ".dll"))
            .Where(name => !IsFramework(name))
            .Except(["EksConnector.Core", .. libraries])
            .ShouldBeEmpty();

    [Fact]
    public void The_cmdlet_assembly_references_the_adapters_only_for_build_order() =>
        XDocument.Load(Path.Combine(Repository.Root, "src", "EksConnector", "EksConnector.csproj"))
            .Descendants("ProjectReference")
            .Where(reference => !reference.Attribute("Include")!.Value.Contains("Core"))
            .ShouldAllBe(reference => reference.Attribute("ReferenceOutputAssembly")!.Value == "false");

    [Fact]
    public void The_dependencies_contain_no_second_Core_and_no_framework_assembly() =>
        Directory.GetFiles(s_dependencies, "*.dll").Select(path => Path.GetFileNameWithoutExtension(path))
            .ShouldAllBe(name => name != "EksConnector.Core" && !IsFramework(name) && !name.StartsWith("Microsoft."));

    [Fact]
    public void Each_public_type_has_a_file_of_its_name()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        foreach (string assembly in new[] { "EksConnector.Core.dll", "EksConnector.dll" })
        {
            using var file = new AssemblyFile(Path.Combine(Repository.Module, assembly));
            file.PublicTypes("EksConnector", "EksConnector.Commands").Where(type => !files.Contains(type)).ShouldBeEmpty();
        }
    }

    private static bool IsFramework(string name) =>
        (name.StartsWith("System.") && name != "System.Management.Automation") || name == "Microsoft.Win32.Primitives";

    private static List<string> References(string path)
    {
        using var file = new AssemblyFile(path);
        return file.References().ToList();
    }
}
