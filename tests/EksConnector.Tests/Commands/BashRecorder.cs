using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EksConnector.Tests.Commands;

/// <summary>Runs commands in Bash with programs that only record how they are called.</summary>
internal static class BashRecorder
{
    // Only the recorded programs exist. The PATH is empty, and calls of other programs are recorded too.
    private const string Script = """
        PATH=/nowhere; export EKS_ACTIVATION_CODE=THE-CODE EKS_ACTIVATION_ID=THE-ID
        record() { builtin printf '%s\0' "$((index))" "$#" "$@" >&9; while IFS= builtin read -r _; do :; done; }
        for program in kubectl helm aws curl sed base64 tr echo docker touch CODE Grant-EksConnectorImpersonation Revoke-EksConnectorImpersonation; do
          builtin eval "$program() { record $program \"\$@\"; }"
        done
        aws() { record aws "$@"; builtin printf 'THE-ID\tTHE-CODE\n'; }
        command_not_found_handle() { record "not found" "$@"; }
        index=0
        while IFS= builtin read -r -d '' line; do
          ( builtin eval "$line" ) </dev/null >/dev/null
          index=$((index + 1))
        done
        """;

    /// <summary>Runs the commands.</summary>
    /// <param name="texts">The texts as a user would paste them.</param>
    /// <returns>For each text, the calls of programs with their arguments, in alphabetical order because a pipeline has no fixed order.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync(IReadOnlyList<string> texts)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string record = Path.Combine(folder.FullName, "record");
            DirectoryInfo work = folder.CreateSubdirectory("work");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "script"), Script.ReplaceLineEndings("\n"));
            var start = new ProcessStartInfo("bash", ["-c", $"exec 9>'{record}'; . '{Path.Combine(folder.FullName, "script")}'"])
            {
                WorkingDirectory = work.FullName,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            using Process bash = Process.Start(start)!;
            Task<string> errors = bash.StandardError.ReadToEndAsync();
            await bash.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + "\0"))));
            bash.StandardInput.Close();
            await bash.WaitForExitAsync();
            (await errors).ShouldBeEmpty();
            work.GetFileSystemInfos().ShouldBeEmpty();
            return Read(await File.ReadAllTextAsync(record), texts.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text of a call for comparisons.</summary>
    public static string Call(IEnumerable<string> words) => string.Join('\u0001', words);

    private static List<string>[] Read(string record, int count)
    {
        List<string>[] calls = [.. Enumerable.Range(0, count).Select(_ => new List<string>())];
        string[] fields = record.Split('\0');
        for (int i = 0; i + 1 < fields.Length;)
        {
            int index = int.Parse(fields[i], CultureInfo.InvariantCulture);
            int words = int.Parse(fields[i + 1], CultureInfo.InvariantCulture);
            calls[index].Add(Call(fields[(i + 2)..(i + 2 + words)]));
            i += 2 + words;
        }

        foreach (List<string> list in calls)
        {
            list.Sort(StringComparer.Ordinal);
        }

        return calls;
    }
}
