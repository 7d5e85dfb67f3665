namespace EksConnector.PowerShell.Tests;

/// <summary>The precompiled images are used if they match the platform, and the module works without them.</summary>
public sealed class ImageTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    // The maximum ratio of methods that are compiled with an image to those without one; it was 0.43 when this test was written.
    private const double MaximumRatio = 0.6;

    private const string Script = """
        $status = Get-EksConnectorStatus admin -Namespace healthy
        $diagnosis = Test-EksConnector admin -Namespace healthy -SkipAws
        "pods: $($status.Count)"
        "healthy: $($diagnosis.IsHealthy)"
        "images: $([AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -like 'EksConnector.*' -and $_.Location -match '[\\/]images[\\/]' }).ForEach({ $_.GetName().Name }) | Sort-Object)"
        "compiled: $([Runtime.JitInfo]::GetCompiledMethodCount())"
        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_matching_image_avoids_compilation(string pwsh)
    {
        string[] with = await RunAsync(pwsh, PwshRun.Module);
        Skip.If(with[2] == "images:" && await ImageOfAsync(pwsh) is null, "There is no image for this PowerShell.");
        with[2].ShouldBe("images: EksConnector.Core EksConnector.Kubernetes");

        using var module = new ModuleCopy();
        Directory.Delete(module.Images, recursive: true);
        string[] without = await RunAsync(pwsh, module.Folder);
        without[2].ShouldBe("images:");
        (Compiled(with) / Compiled(without)).ShouldBeLessThan(MaximumRatio);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_wrong_image_is_ignored(string pwsh)
    {
        string? image = await ImageOfAsync(pwsh);
        Skip.If(image is null, "There is no image for this PowerShell.");
        (string Name, Action<string> Corrupt)[] cases =
        [
            ("text", file => File.WriteAllText(file, "This is no assembly.")),
            ("nothing", file => File.WriteAllBytes(file, [])),
            ("half of it", file => File.WriteAllBytes(file, File.ReadAllBytes(file)[..(int)(new FileInfo(file).Length / 2)])),
            ("another platform's", SetMachineToArm),
            ("another assembly", file =>
            {
                string other = Path.GetDirectoryName(file)!;
                DummyAssembly.Write(other, "Other", new Version(9, 9, 9, 9));
                File.Move(Path.Combine(other, "Other.dll"), file, overwrite: true);
            }),
            ("of another build", file => File.Move(file, file.Replace(".dll", "0.dll", StringComparison.Ordinal))),
            ("a folder", file =>
            {
                File.Delete(file);
                Directory.CreateDirectory(file);
            }),
        ];
        foreach ((string name, Action<string> corrupt) in cases)
        {
            using var module = new ModuleCopy();
            foreach (string file in Directory.GetFiles(Path.Combine(module.Images, image!)))
            {
                corrupt(file);
            }

            string[] lines = await RunAsync(pwsh, module.Folder);
            lines[2].ShouldBe("images:", name);
        }
    }

    // Sets the machine type in the header of a PE file to 32-bit ARM.
    private static void SetMachineToArm(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        BitConverter.TryWriteBytes(content.AsSpan(BitConverter.ToInt32(content, 0x3C) + 4), (ushort)0x01C4).ShouldBeTrue();
        File.WriteAllBytes(file, content);
    }

    // Returns the folder of the images for a PowerShell, if the build has created it.
    private static async Task<string?> ImageOfAsync(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            "\"net$([Environment]::Version.Major).0-$($IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux')-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)\".ToLowerInvariant()",
            import: false);
        string name = result.Lines.Single();
        string folder = Path.Combine(PwshRun.Module, "images", name);
        return Directory.Exists(folder) && Directory.GetFiles(folder).Length > 0 ? name : null;
    }

    private static double Compiled(string[] lines) => double.Parse(lines[3].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string[]> RunAsync(string pwsh, string module)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, $"Import-Module '{module}' -ErrorAction Stop\n{Script}", fixture.Environment, import: false);
        result.Errors.ShouldBeEmpty();
        result.Lines.Length.ShouldBe(4, result.Output);
        result.Lines[..2].ShouldBe(["pods: 2", "healthy: True"]);
        return result.Lines;
    }

    /// <summary>A copy of the module that a test can change.</summary>
    private sealed class ModuleCopy : IDisposable
    {
        private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory();

        public ModuleCopy()
        {
            Folder = Path.Combine(_parent.FullName, "EksConnector");
            foreach (string file in Directory.GetFiles(PwshRun.Module, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(Folder, Path.GetRelativePath(PwshRun.Module, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        public string Folder { get; }

        public string Images => Path.Combine(Folder, "images");

        public void Dispose() => _parent.Delete(recursive: true);
    }
}
