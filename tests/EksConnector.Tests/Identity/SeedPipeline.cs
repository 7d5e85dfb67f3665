using System.Diagnostics;

namespace EksConnector.Tests.Identity;

/// <summary>The commands of the troubleshooting page, with the real grep and sed.</summary>
internal static class SeedPipeline
{
    private const string Commands =
        """grep -m1 -oE "eks_c:[a-zA-Z0-9_-]+" | sed -E "s/^.*eks_c:([a-zA-Z0-9_-]+)_[a-zA-Z0-9]+.*$/\1/" """;

    /// <summary>Finds the cluster name in a log.</summary>
    public static async Task<string> RunAsync(string log) => (await RunAsync(Commands, log)).Single();

    /// <summary>Finds the cluster name in each of many logs of one line.</summary>
    public static Task<string[]> RunEachAsync(IEnumerable<string> logs) =>
        RunAsync($"while IFS= read -r line; do printf '%s\\n' \"$line\" | {Commands}; done", string.Join('\n', logs) + "\n");

    private static async Task<string[]> RunAsync(string script, string input)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The documented commands require /bin/sh.");
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        })!;
        Task writing = WriteAsync(process.StandardInput, input);
        string output = await process.StandardOutput.ReadToEndAsync();
        await writing;
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // grep -m1 does not read to the end.
    private static async Task WriteAsync(StreamWriter input, string text)
    {
        try
        {
            await input.WriteAsync(text);
            input.Close();
        }
        catch (IOException)
        {
            // The program has closed its input.
        }
    }
}
