namespace EksConnector.HelpBuilder;

/// <summary>The entry point. Arguments: <c>FACE.dll PAGES OUTPUT</c>.</summary>
internal static class Program
{
    /// <summary>Writes the help files that have changed.</summary>
    /// <param name="arguments">The module assembly, the folder of the pages (findings.md is written to its parent), and the folder of the help files.</param>
    /// <returns>0 on success; 1 if an error was written for MSBuild.</returns>
    public static int Main(string[] arguments)
    {
        if (arguments is not [string face, string pages, string output])
        {
            Console.Error.WriteLine("HelpBuilder : error HELP001: usage: EksConnector.HelpBuilder FACE.dll PAGES OUTPUT");
            return 1;
        }

        try
        {
            output = Path.GetFullPath(output);
            HelpSource source = HelpSource.Load(face, pages);
            foreach (HelpFile file in source.Make())
            {
                Write(output, file);
            }

            Write(Path.GetFullPath(Path.Combine(pages, "..")), source.MakeFindings());
            return 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"HelpBuilder : error HELP002: {exception.Message}");
            return 1;
        }
    }

    private static void Write(string folder, HelpFile file)
    {
        string path = Path.Combine(folder, file.Name);
        if (!File.Exists(path) || File.ReadAllText(path) != file.Text)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, file.Text);
            Console.WriteLine($"help: wrote {path}");
        }
    }
}
