namespace EksConnector.HelpBuilder;

/// <summary>The command line: <c>FACE.dll PAGES OUTPUT [FINDINGS.md]</c>.</summary>
internal static class Program
{
    /// <summary>Writes the help files that are missing or outdated.</summary>
    /// <param name="arguments">The assembly of the cmdlets, the folder of the help pages, the folder of the help files, and optionally the page of all findings.</param>
    /// <returns>0, or 1 with one line for MSBuild on the error stream.</returns>
    public static int Main(string[] arguments)
    {
        if (arguments is not [string module, string pages, string output, .. string[] findings] || findings.Length > 1)
        {
            Console.Error.WriteLine("HelpBuilder : error HELP001: usage: EksConnector.HelpBuilder FACE.dll PAGES OUTPUT [FINDINGS.md]");
            return 1;
        }

        try
        {
            HelpSource source = HelpSource.Load(module, pages);
            foreach (HelpFile file in source.Make())
            {
                Write(Path.Combine(output, file.Name), file.Text);
            }

            if (findings is [string page])
            {
                Write(page, source.MakeFindings().Text);
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"HelpBuilder : error HELP002: {exception.Message}");
            return 1;
        }
    }

    private static void Write(string path, string text)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            Console.WriteLine($"help: updated {path}");
        }
    }
}
