using System.Globalization;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// The commands that read the agent's log files inside its container. A shell, cat, dd, head, stat and printf are all they need, so
/// that they run with busybox as well as with coreutils. Before what they write of a file stands a mark that nobody else can write,
/// since it holds a word that is new with each run: a record separator, the word, the file's inode, the offset, and more.
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

    /// <summary>The exit code that says that a file is no longer there.</summary>
    public const int Gone = 46;

    /// <summary>The exit code that says that there is no log file.</summary>
    public const int NoFile = 44;

    // One line for each file: inode, size, name.
    private const string ListText = Begin + """
        command -v cat >/dev/null && command -v stat >/dev/null || exit 127
        list
        [ -n "$logs" ] || exit 44
        stat -Lc '%i %s %n' $o
        """;

    // Files are told apart by their inode, since names change when the log is rolled over. A file that is open is read to its end
    // whatever it is called by then.
    private const string ReadText = Begin + """
        n=$1 i=$2 p=$3
        list
        for f in $o; do
            command exec 3<"$f" || continue
            [ "$(stat -Lc %i /proc/self/fd/3)" = "$i" ] || continue
            [ "$(stat -Lc %s /proc/self/fd/3)" -ge "$p" ] || p=0
            skip
            printf '\036%s %s %s\n' "$n" "$i" "$p"
            cat <&3
            exit 0
        done
        exit 46
        """;

    // What is new of all files, each second anew, and a mark without a file after each turn. It ends by itself, so that nothing
    // stays behind in the container when the connection is lost. A file that was emptied begins at 0 again, and one that is gone has
    // no offset.
    private const string FollowText = Begin + """
        for t in cat dd head stat; do command -v $t >/dev/null || exit 127; done
        n=$1 wait=$2
        shift 2
        known=
        for a; do
            eval "p_${a%%:*}=${a##*:}"
            known="$known ${a%%:*}"
        done
        lf='
        '
        while :; do
            list
            all=
            [ -z "$o" ] || all=$(stat -Lc '%i %s %n' $o 2>/dev/null)
            for i in $known; do
                case "$lf$all" in *"$lf$i "*) ;; *) printf '\036%s %s -\n' "$n" "$i" ;; esac
            done
            known=
            IFS=$lf
            for r in $all; do
                IFS=' '
                i=${r%% *} f=${r##* }
                z=${r#* }
                z=${z%% *}
                eval "p=\${p_$i:-0}"
                [ "$z" -ne "$p" ] || continue
                [ "$z" -gt "$p" ] || p=0
                command exec 3<"$f" || continue
                [ "$(stat -Lc %i /proc/self/fd/3)" = "$i" ] || continue
                skip
                printf '\036%s %s %s %s\n' "$n" "$i" "$p" "$f"
                head -c $((z - p)) <&3
                eval "p_$i=$z"
            done
            IFS=' '
            printf '\036%s\n' "$n"
            [ "$wait" -gt 0 ] || exit 0
            wait=$((wait - 1))
            sleep 1
        done
        """;

    private const string Begin = """
        cd /var/log/amazon/ssm 2>/dev/null || exit 44
        IFS=' '
        list() {
            o= logs=
            for l in errors.log amazon-ssm-agent.log; do
                for f in $l.[0-9] $l.[0-9][0-9] $l.[0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9][0-9] $l; do
                    [ -f "$f" ] || continue
                    o="$o $f"
                    [ "$l" = errors.log ] || logs=1
                done
            done
        }
        skip() {
            [ "$p" -gt 0 ] || return 0
            dd bs=65536 skip=$((p / 65536)) count=0 <&3 2>/dev/null || exit 45
            [ $((p % 65536)) -eq 0 ] || dd bs=$((p % 65536)) count=1 <&3 >/dev/null 2>&1
        }

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
            command exec 3<"$f" || continue
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

    /// <summary>Lists the files.</summary>
    public static IReadOnlyList<string> List() => Command(ListText);

    /// <summary>Reads a file from an offset to its end.</summary>
    /// <param name="word">The word of the mark.</param>
    /// <param name="position">Which file, and from where on.</param>
    public static IReadOnlyList<string> Read(string word, AgentFilePosition position) =>
        Command(ReadText, word, position.Inode, Text64(position.Offset));

    /// <summary>Reads what is new of all files for a while.</summary>
    /// <param name="word">The word of the marks.</param>
    /// <param name="wait">For how long, in whole seconds.</param>
    /// <param name="positions">How far the files have been read.</param>
    public static IReadOnlyList<string> Follow(string word, TimeSpan wait, IEnumerable<AgentFilePosition> positions) =>
        Command(FollowText, [word, Text64((long)wait.TotalSeconds), .. positions.Select(position => $"{position.Inode}:{Text64(position.Offset)}")]);

    private static string[] Command(string script, params string[] arguments) =>
        ["sh", "-c", script.ReplaceLineEndings("\n"), "sh", .. arguments];

    private static string Text64(long number) => number.ToString(CultureInfo.InvariantCulture);
}
