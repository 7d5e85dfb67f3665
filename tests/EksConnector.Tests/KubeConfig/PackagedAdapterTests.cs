using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes;
using EksConnector.Tests.House;

namespace EksConnector.Tests.KubeConfig;

/// <summary>The adapter in the built module, whose libraries are trimmed, reads each kubeconfig as the adapter in these tests does.</summary>
public sealed class PackagedAdapterTests
{
    private static readonly string s_folder = Path.Combine(Repository.Module, "dependencies");

    [Fact]
    public void Reads_each_kubeconfig_in_the_same_way()
    {
        using IKubernetesGateway packaged = Packaged<IKubernetesGateway>(typeof(KubernetesGateway).FullName!);
        using var tested = new KubernetesGateway();
        int clusters = 0;
        int errors = 0;
        foreach (string name in KubeConfigCase.Names())
        {
            KubeConfigCase @case = KubeConfigCase.Read(name);
            string[] expected = Read(tested, @case);
            Read(packaged, @case).ShouldBe(expected, name);
            clusters += expected.Length;
            errors += expected is [var text] && text.StartsWith("error", StringComparison.Ordinal) ? 1 : 0;
        }

        clusters.ShouldBeGreaterThan(100);
        errors.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Has_smaller_libraries()
    {
        var library = new FileInfo(Path.Combine(s_folder, "YamlDotNet.dll"));

        library.Length.ShouldBeLessThan(new FileInfo(typeof(YamlDotNet.Core.Parser).Assembly.Location).Length / 2);
    }

    [Fact]
    public void Does_not_need_a_newer_runtime_than_PowerShell_7_4_has()
    {
        // The linker writes the versions of the references into the libraries.
        string[] names = [.. Directory.EnumerateFiles(s_folder, "*.dll")];

        foreach (string name in names)
        {
            using var stream = File.OpenRead(name);
            using var image = new PEReader(stream);
            MetadataReader metadata = image.GetMetadataReader();
            foreach (AssemblyReference reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
            {
                string referenced = metadata.GetString(reference.Name);
                (referenced != "System.Private.CoreLib" && (!referenced.StartsWith("System.", StringComparison.Ordinal) || reference.Version.Major <= 8))
                    .ShouldBeTrue($"{Path.GetFileName(name)} references {referenced} {reference.Version}");
            }
        }

        names.Length.ShouldBeGreaterThan(5);
    }

    private static string[] Read(IKubernetesGateway gateway, KubeConfigCase @case)
    {
        try
        {
            return [.. gateway.FindClusters(new ConnectionSource { BasePath = @case.Folder, KubeConfigPaths = @case.Files }, new RecordingLog()).Select(cluster => $"{cluster.Context} {cluster.Server} {cluster.User} {cluster.IsCurrent}")];
        }
        catch (EksConnectorException exception)
        {
            return [$"error {exception.ErrorId}: {exception.Message} {exception.RecommendedAction}"];
        }
    }

    private static T Packaged<T>(string type)
        where T : class
    {
        Assembly adapter = new PackageContext().LoadFromAssemblyName(new AssemblyName("EksConnector.Kubernetes"));
        return (T)Activator.CreateInstance(adapter.GetType(type, throwOnError: true)!)!;
    }

    // Core is shared with the tests, as in the module.
    private sealed class PackageContext() : AssemblyLoadContext("package")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(s_folder, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
