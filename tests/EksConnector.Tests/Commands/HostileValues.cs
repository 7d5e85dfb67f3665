using CsCheck;

namespace EksConnector.Tests.Commands;

/// <summary>Values that an attacker could put in a name, a path, or an ARN to run code.</summary>
internal static class HostileValues
{
    /// <summary>Values that caused or could have caused harm.</summary>
    public static readonly string[] Known =
    [
        "$(touch EVIL)", "`touch EVIL`", "x; touch EVIL", "x' ; touch EVIL; '", "x\"; touch EVIL; \"", "x~g\"; touch EVIL #", "--all", "-A", "--", "-", "-n",
        "--post-renderer=./evil", "--kubeconfig=\\\\host\\share\\f", "a|touch EVIL", "a&touch EVIL&", "a>EVIL", "a<EVIL", "~", "*", "?", "[a]", "{a,b}", "#x", "!1", "!!",
        "%PATH%", "$HOME", "${IFS}", "$env:HOME", "${env:HOME}", "@args", "@('x')", "‘;touch EVIL;‘", "’;touch EVIL;’", "‚x‛", "“$(touch EVIL)”", "–All", "—All", "―All",
        "--%", "a,b", "a=b", "=b", "+x", "1", "0x10", "1kb", "1.0", "", " ", "a b", "\\", "a\\", "a\\\"b", "x\ntouch EVIL", "x\rtouch EVIL", "x\0y", "x\ty", "x\u2028y", "x\u0085y",
        "\u202Egnp", "\u2066x\u2069", "\uFEFFx", "\u200Bx", "\u00A0x", "\uD800", "adm\u0456n", "a'b", "a''b", "''", "'", "\"", "x';CODE;'", "arn:aws:iam::111122223333:user/x';CODE;'/bob",
        "arn:aws:iam::111122223333:user/$(CODE)/bob", "arn:aws:iam::111122223333:user/`CODE`/bob", "arn:aws:iam::111122223333:role/a,b={x}", "..", "../x", "a/b", "a%2Fb",
        "-x.y", "-x:y", "--x.y", "(x)", "&{x}", "{x}", "x}y{", "x,authentication.allowedUserARNs={*}", "file://x", "$null", "true", "function", "if", "a\\,b", "^x", "x^",
    ];

    private const string Special = "'\"`$;&|<>(){}[]*?!#~%^=+-,.:/@\\_ \t\n\r‘’‚‛“”„–—―\u202E\u200B\u2028éя";

    /// <summary>Known values, combinations of them, and any sequence of characters with a meaning in a shell.</summary>
    public static readonly Gen<string> Any = Gen.Frequency(
        (3, Gen.OneOfConst(Known)),
        (1, Gen.Select(Gen.OneOfConst(Known), Gen.OneOfConst(Known), (first, second) => first + second)),
        (3, Gen.Char[Special].Array[0, 12].Select(characters => new string(characters))),
        (2, Gen.Select(Gen.Char[Special].Array[1, 4], Gen.OneOfConst("a", "eks-connector", "evil"), Gen.Bool, (special, word, first) =>
            first ? word + new string(special) : new string(special) + word)));
}
