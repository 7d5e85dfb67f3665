using System.Globalization;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// The command that tests an endpoint inside a container, with whatever tools its image has. A POSIX shell is all that it requires.
/// Each step has a time limit, so the command ends by itself when the connection to it is lost.
/// </summary>
internal static class EndpointScript
{
    // Credentials of a proxy leave the container neither in its URL nor in curl's output, of which only known lines are passed on.
    private const string Text = """
        export LC_ALL=C
        h=$1 p=$2 s=$3 u=$4 t=$5
        has() { command -v "$1" >/dev/null 2>&1; }
        say() { printf '%s\n' "$*"; }
        now() {
            n=$(date +%s%N 2>/dev/null)
            case $n in *[!0-9]*) n= ;; esac
            if [ ${#n} -ge 16 ]; then
                n=${n%??????}
            else
                n=$(date +%s 2>/dev/null)
                case $n in ''|*[!0-9]*) n=0 ;; *) n=${n}000 ;; esac
            fi
        }
        lim() {
            "$@" </dev/null &
            c=$!
            (
                trap 'kill "$w"; exit 0' TERM
                sleep "$t" &
                w=$!
                wait "$w" && kill "$c"
            ) >/dev/null 2>&1 &
            k=$!
            wait "$c"
            r=$?
            kill "$k" 2>/dev/null
            return "$r"
        }
        v=${HTTPS_PROXY:-${https_proxy:-}}
        [ "$s" != http ] || v=${HTTP_PROXY:-${http_proxy:-}}
        if [ -n "$v" ]; then
            x=$v
            case $x in
                *://*@*) x=${x%%://*}://${x##*@} ;;
                *@*) x=${x##*@} ;;
            esac
            b=proxy
            set -f
            IFS=', '
            for i in ${NO_PROXY:-${no_proxy:-}}; do
                i=${i%":$p"}
                case $i in
                    '*') b=bypassed ;;
                    '*.'*|.*) case $h in *"${i#\*}") b=bypassed ;; esac ;;
                    ?*) case $h in "$i"|*".$i") b=bypassed ;; esac ;;
                esac
            done
            unset IFS
            set +f
            say "$b" "$x"
            [ "$b" = proxy ] || v=
        fi
        unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy NO_PROXY no_proxy
        [ -z "$v" ] || export https_proxy="$v" http_proxy="$v"
        now
        a=$n
        [ "$a" != 0 ] || say noclock
        l=1
        case $h in *:*) ;; *[!0-9.]*) l= ;; esac
        if [ -n "$l" ]; then
            say addr "$h"
        elif has getent; then
            o=$(lim getent ahosts "$h" 2>/dev/null)
            r=$?
            now
            say dns getent "$r" "$((n - a))"
            printf '%s\n' "$o" | while read -r i l; do say addr "$i"; done
        elif has nslookup; then
            o=$(lim nslookup "$h" 2>/dev/null)
            r=$?
            now
            say dns nslookup "$r" "$((n - a))"
            f=
            printf '%s\n' "$o" | while read -r i l m; do
                case $f$i in
                    Name:) f=1 ;;
                    1Address:) say addr "$l" ;;
                    1Address) say addr "${m%% *}" ;;
                esac
            done
        fi
        if has curl; then
            run() {
                curl -sS -v -g -o /dev/null --connect-timeout "$t" --max-time "$t" \
                    -w '\n@w %{http_code} %{http_connect} %{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer} %{time_total}\n' \
                    "$@" "$u" 2>&1 </dev/null
            }
            o=$(run)
            r=$?
            say curl "$r"
            case $r in 51|60) o="$o
        $(run -k | while IFS= read -r l; do case $l in '*'*issuer:*) say "$l" ;; esac; done)" ;; esac
            printf '%s\n' "$o" | while IFS= read -r l; do
                case $l in
                    '@w '*) say "$l" ;;
                    '* Connected to '*|'* ALPN'*|'* TLSv'*) say connected ;;
                    '*'*issuer:*) say issuer "${l#*issuer:}" ;;
                    'curl: ('*|'*'*' refused'*|'*'*' timed out'*|'*'*unreachable*|'*'*' route '*|'*'*'reset by'*|'*'*' certificate problem'*) say error "$l" ;;
                esac
            done
        else
            if has openssl && [ "$s" = https ] && [ -z "$v" ]; then
                x=
                case $(openssl s_client -help 2>&1) in *verify_hostname*) x="-verify_hostname $h" ;; esac
                now
                a=$n
                o=$(lim openssl s_client -connect "$h:$p" -servername "$h" $x 2>&1)
                r=$?
                now
                say openssl "$r" "$((n - a))"
                printf '%s\n' "$o" | while IFS= read -r l; do
                    case $l in
                        issuer=*) say issuer "${l#issuer=}" ;;
                        *'Verify return code: '*) say verify "${l#*Verify return code: }" ;;
                        *errno*|*error:*) say error "$l" ;;
                    esac
                done
            fi
            if has wget; then
                now
                a=$n
                o=$(lim wget -S -O /dev/null -T "$t" "$u" 2>&1)
                r=$?
                now
                say wget "$r" "$((n - a))"
                printf '%s\n' "$o" | while IFS= read -r l; do
                    case $l in
                        *HTTP/[0-9]*) say http "${l#*HTTP/}" ;;
                        wget:*|*failed:*|*rror:*|*ertificate*|*resolve*) say error "$l" ;;
                    esac
                done
            fi
            if [ -z "$v" ] && has bash; then
                now
                a=$n
                o=$(lim bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$h" "$p" 2>&1)
                r=$?
                now
                say tcp bash "$r" "$((n - a))"
                printf '%s\n' "$o" | while IFS= read -r l; do say error "$l"; done
            elif [ -z "$v" ] && has nc; then
                now
                a=$n
                o=$(lim nc -z -w "$t" "$h" "$p" 2>&1)
                r=$?
                case $o in *[Uu]sage*)
                    o=$(lim nc -w "$t" "$h" "$p" -e true 2>&1)
                    r=$?
                    case $o in *[Uu]sage*) r=127 o= ;; esac
                ;; esac
                now
                say tcp nc "$r" "$((n - a))"
                printf '%s\n' "$o" | while IFS= read -r l; do say error "$l"; done
            fi
        fi
        say done
        """;

    /// <summary>Tests an endpoint.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="stepTimeout">The time limit of each step, in whole seconds.</param>
    /// <returns>The program and its arguments.</returns>
    public static IReadOnlyList<string> Test(EndpointTarget target, TimeSpan stepTimeout) =>
    [
        "sh",
        "-c",
        Text.ReplaceLineEndings("\n"),
        "sh",
        target.Host,
        target.Uri.Port.ToString(CultureInfo.InvariantCulture),
        target.Uri.Scheme,
        target.Uri.GetLeftPart(UriPartial.Authority) + "/",
        Math.Max(1, (long)stepTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The longest time that the command takes.</summary>
    /// <param name="stepTimeout">The time limit of each step.</param>
    public static TimeSpan Limit(TimeSpan stepTimeout) => (stepTimeout * 4) + TimeSpan.FromSeconds(15);
}
