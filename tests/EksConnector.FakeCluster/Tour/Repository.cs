using System.Reflection;

namespace EksConnector.FakeCluster.Tour;

/// <summary>The paths of the build.</summary>
internal static class Repository
{
    /// <summary>The folder of the repository.</summary>
    public static string Path { get; } = PathFromMetadata("RepositoryPath");

    /// <summary>The path of the built module, relative to the folder of the repository if possible.</summary>
    public static string ModulePath
    {
        get
        {
            string relative = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetRelativePath(Path, PathFromMetadata("ModulePath")));
            return System.IO.Path.IsPathRooted(relative) ? relative : System.IO.Path.Combine(".", relative);
        }
    }

    private static string PathFromMetadata(string key) =>
        System.IO.Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!);
}
