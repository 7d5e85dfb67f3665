using System.Globalization;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// The command that tests an endpoint inside a container, with whatever tools its image has. A POSIX shell is all that it requires.
/// Each step has a time limit, so the command ends by itself when the connection to it is lost.
/// </summary>
internal static class EndpointScript
{
    // Without getent, the hosts file is read first, because nslookup does not read it. Proxy credentials do not leave the container: they are removed from the URL, and only known lines of curl's output are returned.
    private const string Text = """
        export LC_ALL=C
        h=$1 p=$2 s=$3 u=$4 t=$5
        has() { command -v "$1" >/dev/null 2>&1; }
        say() { printf '%s\n' "$*"; }
        now() {
            n=$(date +%s%N 2>/dev/null)
            case $n in
                *[!0-9]*|??????????|'') n=$(date +%s 2>/dev/null)000 ;;
                *) n=${n%??????} ;;
            esac
        }
        lim() {
            "$@" </dev/null &
            c=$!
            (
                trap 'kill $w; exit' TERM
                sleep $t &
                w=$!
                wait $w && kill $c
            ) >/dev/null 2>&1 &
            k=$!
            wait $c
            r=$?
            kill $k 2>/dev/null
            return $r
        }
        run() {
            now
            a=$n
            o=$(lim "$@" 2>&1)
            r=$?
            now
            d=$((n - a))
        }
        each() { printf '%s\n' "$o" | while IFS= read -r l; do $1; done; }
        v=${HTTPS_PROXY:-$https_proxy}
        [ $s = https ] || v=${HTTP_PROXY:-$http_proxy}
        if [ "$v" ]; then
            x=$v
            case $x in
                *://*@*) x=${x%%://*}://${x##*@} ;;
                *) x=${x##*@} ;;
            esac
            b=proxy
            set -f
            IFS=', '
            for i in ${NO_PROXY:-$no_proxy}; do
                i=${i%":$p"}
                case $i in
                    '*') b=bypassed ;;
                    '*.'*|.*) case $h in *"${i#\*}") b=bypassed ;; esac ;;
                    ?*) case $h in "$i"|*".$i") b=bypassed ;; esac ;;
                esac
            done
            unset IFS
            set +f
            say $b "$x"
            [ $b = proxy ] || v=
        fi
        unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy NO_PROXY no_proxy
        [ -z "$v" ] || export https_proxy="$v" http_proxy="$v"
        has date || say noclock
        l=1
        case $h in *:*) ;; *[!0-9.]*) l= ;; esac
        if [ $l ]; then
            say addr $h
        elif has getent; then
            run getent ahosts $h
            say dns getent $r $d
            addr() { say addr "${l%% *}"; }
            each addr
        else
            f=
            while read -r a l; do
                for i in $l; do [ "$i" != $h ] || { say addr $a; f=1; }; done
            done 2>/dev/null </etc/hosts
            if [ -z "$f" ] && has nslookup; then
                run nslookup $h
                say dns nslookup $r $d
                addr() {
                    case $f$l in
                        Name:*) f=1 ;;
                        1Address*) l=${l#*: }; say addr "${l%% *}" ;;
                    esac
                }
                each addr
            fi
        fi
        err() { say error "$l"; }
        if has curl; then
            get() {
                curl -sS -v -g -o /dev/null --connect-timeout $t --max-time $t -w '\n@w %{http_code} %{http_connect} %{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer}\n' "$@" $u 2>&1 </dev/null
            }
            o=$(get)
            say curl $?
            pick() {
                case $l in
                    @w*) say "$l" ;;
                    '* Connected to '*|'* ALPN'*|'* TLSv'*) say connected ;;
                    '*'*issuer:*) say issuer "${l#*issuer:}" ;;
                    'curl: ('*|\**' refused'*|\**' timed out'*|\**unreachable*|\**' route '*|\**'reset by'*|\**' certificate problem'*) err ;;
                esac
            }
            each pick
            case $o in *'curl: (51)'*|*'curl: (60)'*)
                o=$(get -k)
                pick() { case $l in '*'*issuer:*) say issuer "${l#*issuer:}" ;; esac; }
                each pick
            esac
        else
            if has openssl && [ $s = https ] && [ -z "$v" ]; then
                x=
                case $(openssl s_client -help 2>&1) in *verify_hostname*) x="-verify_hostname $h" ;; esac
                run openssl s_client -connect $h:$p -servername $h $x
                say openssl $r $d
                pick() {
                    case $l in
                        issuer=*) say issuer "${l#issuer=}" ;;
                        *'Verify return code: '*) say verify "${l#*code: }" ;;
                        *errno*|*error:*) err ;;
                    esac
                }
                each pick
            fi
            if has wget; then
                run wget -S -O /dev/null -T $t $u
                say wget $r $d
                pick() {
                    case $l in
                        *HTTP/[0-9]*) say http "${l#*HTTP/}" ;;
                        wget:*|*failed:*|*rror:*|*ertificate*|*resolve*) err ;;
                    esac
                }
                each pick
            fi
            if [ -z "$v" ] && has bash; then
                run bash -c 'exec 3<>"/dev/tcp/$0/$1"' $h $p
                say tcp bash $r $d
                each err
            elif [ -z "$v" ] && has nc; then
                run nc -z -w $t $h $p
                case $o in *[Uu]sage*) run nc -w $t $h $p -e true ;; esac
                case $o in *[Uu]sage*) r=127 o= ;; esac
                say tcp nc $r $d
                each err
            fi
        fi
        say done
        """;

    // One container tests all endpoints: a kubelet empties and rewrites the hosts file of a Pod when another of its containers starts, and a
    // name is then not found. The lines of each endpoint are limited, so that the log has room for all, and a pipe accepts each line as a whole.
    private const string AllText = """
        t=$1 x=$2
        shift 2
        while [ $# -gt 0 ]; do
            sh -c "$x" sh "$2" "$3" "$4" "$5" $t 2>/dev/null </dev/null | {
                n=160
                while [ $n -gt 0 ] && IFS= read -r l; do
                    printf '%s %.500s\n' "$1" "$l"
                    n=$((n - 1))
                done
            } &
            shift 5
        done
        wait
        """;

    // The script is part of a URL, and proxies in front of API servers accept 8 KB: it is sent without its indentation.
    private static readonly string s_script = WithoutIndentation(Text);
    private static readonly string s_allScript = WithoutIndentation(AllText);

    /// <summary>Tests an endpoint.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="stepTimeout">The time limit of each step, in whole seconds.</param>
    /// <returns>The program and its arguments.</returns>
    public static IReadOnlyList<string> Test(EndpointTarget target, TimeSpan stepTimeout) =>
    [
        "sh",
        "-c",
        s_script,
        "sh",
        .. Words(target),
        Seconds(stepTimeout),
    ];

    /// <summary>Tests several endpoints at the same time. Each line of the output starts with the name of the endpoint.</summary>
    /// <param name="targets">The endpoints.</param>
    /// <param name="stepTimeout">The time limit of each step, in whole seconds.</param>
    /// <returns>The program and its arguments.</returns>
    public static IReadOnlyList<string> TestAll(IEnumerable<EndpointTarget> targets, TimeSpan stepTimeout) =>
    [
        "sh",
        "-c",
        s_allScript,
        "sh",
        Seconds(stepTimeout),
        s_script,
        .. targets.SelectMany(target => (string[])[target.Name, .. Words(target)]),
    ];

    /// <summary>Returns the part of the output of <see cref="TestAll"/> that is about an endpoint.</summary>
    /// <param name="output">The output.</param>
    /// <param name="target">The endpoint.</param>
    public static string OutputOf(string output, EndpointTarget target) =>
        string.Join('\n', output.Split('\n').Where(line => line.StartsWith($"{target.Name} ", StringComparison.Ordinal)).Select(line => line[(target.Name.Length + 1)..]));

    /// <summary>Returns the maximum duration of the command, which runs at most six steps: DNS, openssl, wget, and nc with several options.</summary>
    /// <param name="stepTimeout">The time limit of each step.</param>
    public static TimeSpan Limit(TimeSpan stepTimeout) => (stepTimeout * 6) + TimeSpan.FromSeconds(15);

    private static string[] Words(EndpointTarget target) =>
    [
        target.Host, target.Uri.Port.ToString(CultureInfo.InvariantCulture), target.Uri.Scheme, target.Uri.GetLeftPart(UriPartial.Authority) + "/",
    ];

    private static string Seconds(TimeSpan stepTimeout) => Math.Max(1, (long)stepTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string WithoutIndentation(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
