namespace EksConnector.Benchmarks;

/// <summary>Where the build has put things.</summary>
internal static class Repository
{
    private static readonly string s_root = FindRoot();

    /// <summary>The module as a user gets it.</summary>
    public static string Module => Path.Combine(s_root, "out", "EksConnector");

    /// <summary>The fake cluster's program, of the same configuration as this one.</summary>
    public static string FakeCluster
    {
        get
        {
            string flavour = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(s_root, "artifacts", "bin", "EksConnector.FakeCluster", flavour, "EksConnector.FakeCluster.dll");
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

        throw new BenchmarkException("The benchmarks run from the repository's build output only.");
    }
}
