using System.Globalization;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// The command that reads the agent's log files inside its container. A shell, cat, dd, stat and printf are all it needs, so that
/// it runs with busybox as well as with coreutils. Before each file it writes a mark that nobody else can write, since it
/// holds a word that is new with each run: a record separator, the word, the file's inode, the offset at which it begins to
/// read, and "b" where that is the beginning of all that is left of the log.
/// </summary>
internal static class AgentFileScript
{
    /// <summary>The folder of the agent's logs.</summary>
    public const string Folder = "/var/log/amazon/ssm";

    /// <summary>The file that is written to; those that were rolled over have its name and a number that counts up.</summary>
    public const string FileName = "amazon-ssm-agent.log";

    /// <summary>The first character of a mark.</summary>
    public const char Mark = '\u001e';

    /// <summary>The exit code that says that a file cannot be begun in its middle.</summary>
    public const int CannotSkip = 45;

    /// <summary>The exit code that says that there is no log file.</summary>
    public const int NoFile = 44;

    // Files are told apart by their inode: names change when the log is rolled over, also while it is read. A file that is open
    // is read to its end whatever it is called by then, and after it comes the one whose number follows. A file that may not be
    // skipped into (no dd) is exit code 45. With a number of seconds the script waits for more; it ends by itself, so that nothing
    // stays behind in the container when the connection is lost.
    private const string Text = """
        command -v cat >/dev/null && command -v stat >/dev/null || exit 127
        cd /var/log/amazon/ssm 2>/dev/null || exit 44
        n=$1 wait=$2 l=amazon-ssm-agent.log
        list() {
            o=
            for f in $l.[0-9] $l.[0-9][0-9] $l.[0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9][0-9] $l; do
                [ -f "$f" ] && o="$o $f"
            done
        }
        begin() {
            exec 3<"$1"
            if [ "$2" -gt 0 ]; then
                dd bs=65536 skip=$(($2 / 65536)) count=0 <&3 2>/dev/null || exit 45
                [ $(($2 % 65536)) -eq 0 ] || dd bs=$(($2 % 65536)) count=1 <&3 >/dev/null 2>&1
            fi
            printf '\036%s %s %s%s\n' "$n" "$(stat -Lc %i /proc/self/fd/3)" "$2" "$3"
            cat <&3
        }
        next() {
            list
            g=
            for f in $o; do
                [ -z "$g" ] || { begin "$f" 0; return; }
                [ "$f" -ef /proc/self/fd/3 ] && g=1
            done
            [ -n "$g" ] || for f in $o; do begin "$f" 0; return; done
        }
        list
        [ -n "$o" ] || exit 44
        s= p=0 b=
        case $3 in
        all)
            for s in $o; do break; done
            b=' b' ;;
        tail)
            r= w=$4
            for f in $o; do r="$f $r"; done
            for s in $r; do
                z=$(stat -Lc %s "$s")
                [ "$z" -le "$w" ] || { p=$(((z - w) / 65536 * 65536)); w=0; break; }
                w=$((w - z))
            done
            [ "$p" -gt 0 ] || for f in $o; do [ "$f" != "$s" ] || b=' b'; break; done ;;
        at)
            for s in $o; do [ "$(stat -Lc %i "$s")" != "$4" ] || { p=$5; break; }; s=; done
            [ -n "$s" ] || for s in $o; do break; done
            [ "$(stat -Lc %s "$s")" -ge "$p" ] || p=0 ;;
        esac
        begin "$s" $p "$b"
        while :; do
            if [ ! -e $l ] || [ $l -ef /proc/self/fd/3 ]; then
                [ "$wait" -gt 0 ] || exit 0
                wait=$((wait - 1))
                sleep 1
                cat <&3
            else
                cat <&3
                next
            fi
        done
        """;

    // Of each file the end alone, oldest first, with errors.log before all. A file's name is the last field of its mark.
    private const string EndsText = """
        command -v cat >/dev/null && command -v stat >/dev/null || exit 127
        cd /var/log/amazon/ssm 2>/dev/null || exit 44
        n=$1 l=amazon-ssm-agent.log
        most=$2 least=$3
        set --
        for f in $l.[0-9] $l.[0-9][0-9] $l.[0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9][0-9] $l; do
            [ -f "$f" ] && set -- "$@" "$f"
        done
        [ $# -gt 0 ] || exit 44
        while [ $# -gt 8 ]; do shift; done
        for f in errors.log "$@"; do
            [ -f "$f" ] || continue
            exec 3<"$f"
            w=$least
            [ "$f" != $l ] || w=$most
            z=$(stat -Lc %s /proc/self/fd/3) p=0
            [ "$z" -le "$w" ] || p=$(((z - w) / 65536 * 65536))
            [ "$p" -eq 0 ] || dd bs=65536 skip=$((p / 65536)) count=0 <&3 2>/dev/null || exit 45
            printf '\036%s %s %s\n' "$n" "$p" "$f"
            cat <&3
        done
        """;

    /// <summary>Reads the ends of all files, each from a mark on that has its offset and its name.</summary>
    /// <param name="word">The word of the marks.</param>
    /// <param name="most">How many bytes of the file that is written to, at least.</param>
    /// <param name="least">How many bytes of each other file, at least.</param>
    public static IReadOnlyList<string> Ends(string word, long most, long least) =>
        ["sh", "-c", EndsText.ReplaceLineEndings("\n"), "sh", word, Text64(most), Text64(least)];

    /// <summary>Reads all that is left of the log, oldest first.</summary>
    public static IReadOnlyList<string> All(string word, TimeSpan wait) => Command(word, wait, "all");

    /// <summary>Reads the end of the log: so many bytes at least, where there are so many.</summary>
    public static IReadOnlyList<string> Tail(string word, TimeSpan wait, long bytes) => Command(word, wait, "tail", Text64(bytes));

    /// <summary>Goes on where an earlier read ended; from the beginning where that file is no longer there, or has become shorter.</summary>
    public static IReadOnlyList<string> At(string word, TimeSpan wait, AgentFilePosition position) =>
        Command(word, wait, "at", position.Inode, Text64(position.Offset));

    private static string[] Command(string word, TimeSpan wait, params string[] arguments) =>
        ["sh", "-c", Text.ReplaceLineEndings("\n"), "sh", word, Text64((long)wait.TotalSeconds), .. arguments];

    private static string Text64(long number) => number.ToString(CultureInfo.InvariantCulture);
}
