namespace EksConnector.Tests.House;

/// <summary>Paths are built in few places, and values from outside are used only through the function for file names.</summary>
public sealed class PathTests
{
    // The places, which use the folder of the module, folders of the user, the PATH, and the mounted service account.
    private static readonly string[] s_known =
    [
        "src/EksConnector/Loading/PrecompiledImage.cs",
        "src/EksConnector/Completion/ProfileNameCompleter.cs",
        "src/EksConnector.Aws/Connections/ConnectionCache.cs",
        "src/EksConnector.Kubernetes/Credentials/ExecutableFinder.cs",
        "src/EksConnector.Kubernetes/KubeConfig/KubeConfigLoader.cs",
        "src/EksConnector.Kubernetes/KubeConfig/ServiceAccount.cs",
        "src/EksConnector.Core/Values/AtomicFile.cs",
    ];

    [Fact]
    public void No_path_is_built_from_outside_values()
    {
        string sources = Path.Combine(Repository.Root, "src");
        string[] found =
        [
            .. Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains("HelpBuilder"))
                .SelectMany(file => File.ReadLines(file)
                    .Where(line => line.Contains("Path.Combine(") || line.Contains("Path.Join("))
                    .Where(line => !line.Contains("FileName.Of("))
                    .Select(_ => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
                .Distinct(),
        ];
        found.Except(s_known).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("FileMode.Create,")]
    [InlineData("File.Create(")]
    [InlineData("File.OpenWrite(")]
    [InlineData("File.WriteAll")]
    [InlineData("File.AppendAll")]
    [InlineData("new StreamWriter(")]
    public void Only_one_place_writes_files(string call)
    {
        string sources = Path.Combine(Repository.Root, "src");
        Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains("HelpBuilder"))
            .Where(file => File.ReadAllText(file).Contains(call, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
