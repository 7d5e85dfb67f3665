using System.Reflection;
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
