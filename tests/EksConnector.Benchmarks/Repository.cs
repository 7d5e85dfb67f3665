namespace EksConnector.Benchmarks;

/// <summary>The paths of the build output.</summary>
internal static class Repository
{
    private static readonly string s_root = FindRoot();

    /// <summary>The folder of the module.</summary>
    public static string Module => Path.Combine(s_root, "out", "EksConnector");

    /// <summary>The program of the fake cluster, with the same build configuration as this one.</summary>
    public static string FakeCluster
    {
        get
        {
            string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(s_root, "artifacts", "bin", "EksConnector.FakeCluster", configuration, "EksConnector.FakeCluster.dll");
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Module.sln")))
            {
                return folder.FullName;
            }
        }

        throw new BenchmarkException("The benchmarks run only from the build output of the repository.");
    }
}
