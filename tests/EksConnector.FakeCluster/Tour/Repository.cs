using System.Reflection;

namespace EksConnector.FakeCluster.Tour;

/// <summary>Where the program was built.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Path { get; } = Told("RepositoryPath");

    /// <summary>The built module, as somebody in the repository's folder would type it.</summary>
    public static string ModulePath
    {
        get
        {
            string relative = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetRelativePath(Path, Told("ModulePath")));
            return System.IO.Path.IsPathRooted(relative) ? relative : System.IO.Path.Combine(".", relative);
        }
    }

    private static string Told(string key) =>
        System.IO.Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!);
}
