using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EksConnector.Tests.Commands;

/// <summary>Has Bash run commands of which every program only writes down how it was called.</summary>
internal static class BashRecorder
{
    // The names of the programs are all that there is: the PATH leads nowhere, and what else is called is written down as well.
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

    /// <summary>Runs them.</summary>
    /// <param name="texts">The texts as they would be pasted.</param>
    /// <returns>For each text, the programs that were called with their arguments, in alphabetical order: a pipeline has none.</returns>
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

    /// <summary>One call, as it is compared.</summary>
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
