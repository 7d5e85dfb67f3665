using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>
/// The long logs that the benchmarks read. They are generated in the containers of the agents and replace the existing logs. The first Pod
/// gets one file, the second one six rotated files. They are not deleted, so that the next run can use them.
/// </summary>
internal static class LargeLog
{
    /// <summary>The cluster name in the instance ID, which is in the first megabyte of the single file.</summary>
    public const string ClusterName = "benchmark";

    /// <summary>The text to search for, which is in few lines.</summary>
    public const string Needle = "AccessDeniedException";

    public const string OneFilePod = "eks-connector-0";
    public const string SixFilesPod = "eks-connector-1";
    public const string Container = "connector-agent";
    public const string Path = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    /// <summary>The length of a line in bytes; only the rare lines have a different length.</summary>
    public const int LineLength = 125;

    public const int Files = 6;

    // Each file has one line of level ERROR for this number of lines, and half as many lines with the search text.
    private const int LinesPerError = 20_000;
    private const int LinesPerNeedle = 40_000;

    // The script supports BusyBox and GNU awk. The formats are created once, so that each line is one printf.
    private const string Script = """
        set -e
        cd /var/log/amazon/ssm
        l=amazon-ssm-agent.log
        [ "$(cat benchmark 2>/dev/null)" != "$0 $1 $2" ] || exit 0
        rm -f benchmark $l.*
        i=1
        while [ $i -le $2 ]; do
            awk -v lines=$1 -v day=$i -v instance=$3 -v length_of_line=$4 -v per_error=$5 -v per_needle=$6 '
            function typical(k, text) {
                text = " INFO [ssm-agent-worker] [" text " "
                formats[k] = "%s" text "%0" (length_of_line - 1 - 19 - length(text)) "d\n"
            }
            BEGIN {
                typical(0, "HealthCheck] HealthCheck reporting agent health, round")
                typical(1, "MessageService] [MGSInteractor] Sending acknowledgement of message")
                typical(2, "MessageService] [MessageHandler] received message, sequence number")
                typical(3, "SessionWorker] [DataBackend] [pluginName=Port] stream data, payload")
                typical(4, "MessageService] Reply to the service was accepted, request id")
                typical(5, "MessageService] [Association] Schedule manager refreshed, next in")
                typical(6, "HealthCheck] increasing error count by 0, watchdog counter is")
                typical(7, "LongRunningPluginsManager] Plugin is alive, time to live is")
                # A variable that was never set is equal to 0.
                last = -1
                for (i = 1; i <= lines; i++) {
                    at = int(i / lines * 86399)
                    if (at != last) {
                        last = at
                        t = sprintf("2026-03-%02d %02d:%02d:%02d", day, int(at / 3600), int(at / 60) % 60, at % 60)
                    }
                    if (instance != "" && i == 7000)
                        printf "%s INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Opening websocket connection to: wss://ssmmessages.us-west-2.amazonaws.com/v1/control-channel/%s?role=subscribe&stream=input\n", t, instance
                    else if (i % per_error == per_error / 2)
                        printf "%s ERROR [ssm-agent-worker] [MessageService] [MGSInteractor] Error setting up control channel: RequestError: send request failed\ncaused by: Post https://ssmmessages.us-west-2.amazonaws.com/: dial tcp: i/o timeout\n", t
                    else if (i % per_needle == 1000)
                        printf "%s WARN [ssm-agent-worker] [MessageService] request failed: unexpected response from the service <AccessDeniedException>\n", t
                    else if (i % 500 == 250)
                        printf "%s INFO [ssm-agent-worker] [MessageService] Opening websocket connection to: wss://ssmmessages.us-west-2.amazonaws.com/v1/data-channel\n", t
                    else
                        printf formats[i % 8], t, i
                }
            }' >benchmark.new
            if [ $i -lt $2 ]; then mv benchmark.new $l.$i; else mv benchmark.new $l; fi
            i=$((i + 1))
        done
        echo "$0 $1 $2" >benchmark
        """;

    /// <summary>Generates the logs if they do not exist.</summary>
    /// <param name="kubectl">The kubectl for the cluster.</param>
    /// <param name="namespace">The namespace of a healthy connector whose logs can be overwritten.</param>
    /// <param name="lines">The number of lines in the single file; each of the six files has a third of it.</param>
    public static async Task PrepareAsync(Kubectl kubectl, string @namespace, int lines)
    {
        await GenerateAsync(kubectl, @namespace, OneFilePod, lines, 1, $"eks_c:{ClusterName}_0123456789abcdef0");
        await VerifyAsync(kubectl, @namespace, OneFilePod, lines, 1);
        await GenerateAsync(kubectl, @namespace, SixFilesPod, LinesOfSix(lines), Files, string.Empty);
        await VerifyAsync(kubectl, @namespace, SixFilesPod, LinesOfSix(lines), Files);
    }

    public static int LinesOfSix(int lines) => lines / 3;

    public static int Errors(int lines) => (lines + (LinesPerError / 2)) / LinesPerError;

    public static int Needles(int lines) => (lines + LinesPerNeedle - 1000) / LinesPerNeedle;

    private static async Task GenerateAsync(Kubectl kubectl, string @namespace, string pod, int lines, int files, string instance) =>
        await kubectl.RunAsync(
            "exec", pod, "--container", Container, "-n", @namespace, "--", "sh", "-c", Script.ReplaceLineEndings("\n"),
            "benchmark-2", Text(lines), Text(files), instance, Text(LineLength), Text(LinesPerError), Text(LinesPerNeedle));

    // The lines are counted without the module, so that the counts of the module can be verified.
    private static async Task VerifyAsync(Kubectl kubectl, string @namespace, string pod, int lines, int files)
    {
        await ExpectAsync("^2026-03-[0-9]* [0-9:]* [A-Z]* ", files * lines);
        await ExpectAsync(" ERROR ", files * Errors(lines));
        await ExpectAsync(Needle, files * Needles(lines));

        async Task ExpectAsync(string pattern, int count)
        {
            (_, string output) = await kubectl.ShellAsync(
                "kubectl \"$@\" | grep -c -e \"$0\"", pattern, "exec", pod, "--container", Container, "-n", @namespace, "--", "sh", "-c", $"cat {Path}*");
            if (output.Trim() != Text(count))
            {
                throw new BenchmarkException($"The logs of {pod} contain '{pattern}' in {output.Trim()} lines instead of {count}.");
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
