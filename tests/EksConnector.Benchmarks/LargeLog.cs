using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>
/// The long logs that the benchmarks read: made inside the agents' containers, over the logs that are there. The first pod gets one
/// file, the second six that were rolled over. They stay, so that the next run need not make them again.
/// </summary>
internal static class LargeLog
{
    /// <summary>The name in the instance id that the one file has once, in its first megabyte.</summary>
    public const string ClusterName = "benchmark";

    /// <summary>What the rare lines have that are looked for.</summary>
    public const string Needle = "AccessDeniedException";

    public const string OneFilePod = "eks-connector-0";
    public const string SixFilesPod = "eks-connector-1";
    public const string Container = "connector-agent";
    public const string Path = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    /// <summary>How many bytes a line has; all have the same length but for the rare ones.</summary>
    public const int LineLength = 125;

    public const int Files = 6;

    // Each file has so many lines of level ERROR for each line that is given, and half as many with the needle.
    private const int LinesPerError = 20_000;
    private const int LinesPerNeedle = 40_000;

    // Busybox and GNU awk: the formats are made once, so that a line is one printf.
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

    /// <summary>Makes the logs where they are not there yet.</summary>
    /// <param name="kubectl">The way to the cluster.</param>
    /// <param name="namespace">Where a healthy connector is whose logs may be overwritten.</param>
    /// <param name="lines">How many lines the one file has, and each of the six a third of that.</param>
    public static async Task PrepareAsync(Kubectl kubectl, string @namespace, int lines)
    {
        await MakeAsync(kubectl, @namespace, OneFilePod, lines, 1, $"eks_c:{ClusterName}_0123456789abcdef0");
        await CountAsync(kubectl, @namespace, OneFilePod, lines, 1);
        await MakeAsync(kubectl, @namespace, SixFilesPod, LinesOfSix(lines), Files, string.Empty);
        await CountAsync(kubectl, @namespace, SixFilesPod, LinesOfSix(lines), Files);
    }

    public static int LinesOfSix(int lines) => lines / 3;

    public static int Errors(int lines) => (lines + (LinesPerError / 2)) / LinesPerError;

    public static int Needles(int lines) => (lines + LinesPerNeedle - 1000) / LinesPerNeedle;

    private static async Task MakeAsync(Kubectl kubectl, string @namespace, string pod, int lines, int files, string instance) =>
        await kubectl.RunAsync(
            "exec", pod, "--container", Container, "-n", @namespace, "--", "sh", "-c", Script.ReplaceLineEndings("\n"),
            "benchmark-2", Text(lines), Text(files), instance, Text(LineLength), Text(LinesPerError), Text(LinesPerNeedle));

    // Counted beside the cluster and without the module, so that the module's counts are compared with what is there.
    private static async Task CountAsync(Kubectl kubectl, string @namespace, string pod, int lines, int files)
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
                throw new BenchmarkException($"The logs of {pod} have '{pattern}' in {output.Trim()} lines, and not in {count}.");
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
