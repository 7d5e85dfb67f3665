using System.Globalization;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// The commands that read the log files of the agent in its container. They only require a shell, cat, dd, head, stat and printf, so
/// they run with BusyBox and with coreutils. If there is an ls that shows open files, they also read files that were deleted while the
/// agent writes to them. The content of each file is preceded by a mark that cannot occur in a log, because it contains a word that is
/// random for each run: a record separator, the word, the inode of the file, the offset, and more.
/// </summary>
internal static class AgentFileScript
{
    /// <summary>The directory of the agent's logs.</summary>
    public const string Folder = "/var/log/amazon/ssm";

    /// <summary>The name of the current log file; rotated files have this name with an increasing number.</summary>
    public const string FileName = "amazon-ssm-agent.log";

    /// <summary>The name in the mark of a file that was deleted while the agent writes to it.</summary>
    public const string DeletedName = FileName + ".deleted";

    /// <summary>The name in the mark, and in the list, which shows that deleted files are not visible.</summary>
    public const string HiddenName = "hidden";

    /// <summary>The first character of a mark.</summary>
    public const char Mark = '\u001e';

    /// <summary>The exit code if a file cannot be read from an offset.</summary>
    public const int CannotSkip = 45;

    /// <summary>The exit code if a file no longer exists.</summary>
    public const int MissingFile = 46;

    /// <summary>The exit code if there is no log file.</summary>
    public const int NoFile = 44;

    // Writes one line for each file: inode, size and name.
    private const string ListText = Begin + """
        command -v cat >/dev/null && command -v stat >/dev/null || exit 127
        list
        [ -n "$logs" ] || exit 44
        [ -z "$hid" ] || echo hidden
        stat -Lc '%i %s %n' $o
        """;

    // Files are identified by their inode, because a rotation changes their names. An open file is read to its end even if it is
    // renamed.
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

    // Writes new data of all files every second, and a mark without a file after each pass. The command ends by itself, so that no
    // process remains in the container after a connection failure. A truncated file starts at 0 again, and a missing file has no
    // offset.
    private const string FollowText = Begin + """
        for t in cat dd head stat; do command -v $t >/dev/null || exit 127; done
        n=$1 wait=$2
        shift 2
        known=
        for a; do
            eval "p_${a%%:*}=${a##*:}"
            known="$known ${a%%:*}"
        done
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

    // Adds the log files to $o that a process still writes to after they were deleted, as paths in /proc. Readers are ignored, because
    // this script is one of them. Sets $hid if such files are not visible: there is no ls, or the open files of the agent are not shown.
    private const string OpenText = """
        here=$(pwd -P)
        lf='
        '
        open() {
            hid= seen=
            command -v ls >/dev/null || hid=1
            a=$(ls -l /proc/[0-9]*/fd 2>&1)
            IFS=$lf
            set -f
            for r in $a; do
                case $r in
                    /proc/*:) d=${r%:} ;;
                    l?w*" -> $here/amazon-ssm-agent.log"*' (deleted)')
                        r=${r%% -> *}
                        o="$o $d/${r##* }"
                        logs=1 seen=1
                        ;;
                    l?w*" -> $here/amazon-ssm-agent.log"*) seen=1 ;;
                    ls:*ermi*) hid=1 ;;
                esac
            done
            [ -z "$seen" ] || hid=
            set +f
            IFS=' '
        }

        """;

    private const string Begin = """
        cd /var/log/amazon/ssm 2>/dev/null || exit 44
        IFS=' '

        """ + OpenText + """
        list() {
            o= logs=
            open
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

    // Writes only the end of each file, oldest first, errors.log and deleted files before all others. The name of the file is the last
    // field of its mark.
    private const string EndsText = """
        command -v cat >/dev/null && command -v stat >/dev/null || exit 127
        cd /var/log/amazon/ssm 2>/dev/null || exit 44

        """ + OpenText + """
        n=$1 l=amazon-ssm-agent.log
        most=$2 least=$3
        set --
        for f in $l.[0-9] $l.[0-9][0-9] $l.[0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9] $l.[0-9][0-9][0-9][0-9][0-9] $l; do
            [ -f "$f" ] && set -- "$@" "$f"
        done
        [ $# -gt 0 ] || exit 44
        while [ $# -gt 8 ]; do shift; done
        o= read=
        open
        [ -z "$hid" ] || printf '\036%s 0 hidden\n' "$n"
        for f in errors.log $o "$@"; do
            [ -f "$f" ] || continue
            command exec 3<"$f" || continue
            w=$least g=$f
            [ "$f" != $l ] || w=$most
            z=$(stat -Lc '%i %s' /proc/self/fd/3) p=0
            case "$read " in *" ${z% *} "*) continue ;; esac
            read="$read ${z% *}" z=${z#* }
            case $f in /*) g=$l.deleted ;; esac
            [ "$z" -le "$w" ] || p=$(((z - w) / 65536 * 65536))
            [ "$p" -eq 0 ] || dd bs=65536 skip=$((p / 65536)) count=0 <&3 2>/dev/null || exit 45
            printf '\036%s %s %s\n' "$n" "$p" "$g"
            cat <&3
        done
        """;

    /// <summary>Returns the command that reads the ends of all files, each preceded by a mark with its offset and name.</summary>
    /// <param name="word">The random word in the marks.</param>
    /// <param name="most">The minimum number of bytes of the current log file.</param>
    /// <param name="least">The minimum number of bytes of each other file.</param>
    public static IReadOnlyList<string> Ends(string word, long most, long least) =>
        ["sh", "-c", EndsText.ReplaceLineEndings("\n"), "sh", word, Text64(most), Text64(least)];

    /// <summary>Returns the command that lists the files.</summary>
    public static IReadOnlyList<string> List() => Command(ListText);

    /// <summary>Returns the command that reads a file from an offset to its end.</summary>
    /// <param name="word">The random word in the mark.</param>
    /// <param name="position">The start position in the file.</param>
    public static IReadOnlyList<string> Read(string word, AgentFilePosition position) =>
        Command(ReadText, word, position.Inode, Text64(position.Offset));

    /// <summary>Returns the command that reads new data of all files for a limited time.</summary>
    /// <param name="word">The random word in the marks.</param>
    /// <param name="wait">The duration, in whole seconds.</param>
    /// <param name="positions">The positions up to which the files have been read.</param>
    public static IReadOnlyList<string> Follow(string word, TimeSpan wait, IEnumerable<AgentFilePosition> positions) =>
        Command(FollowText, [word, Text64((long)wait.TotalSeconds), .. positions.Select(position => $"{position.Inode}:{Text64(position.Offset)}")]);

    private static string[] Command(string script, params string[] arguments) =>
        ["sh", "-c", script.ReplaceLineEndings("\n"), "sh", .. arguments];

    private static string Text64(long number) => number.ToString(CultureInfo.InvariantCulture);
}
