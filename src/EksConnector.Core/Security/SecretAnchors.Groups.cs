namespace EksConnector.Core.Security;

/// <content>
/// The anchors in 16 groups. The first four bytes of the anchors of a group are similar, so that few other texts match; the groups were found by
/// moving anchors between groups as long as fewer positions of usual logs match. An anchor may be in any group.
/// </content>
internal static partial class SecretAnchors
{
    private static Anchor[][] MakeGroups() =>
    [
        [
            .. Of(AnchorKind.Name, "secret", "secure", "seed", "z-credential"),
            .. Of(AnchorKind.Prefix, ".atlasv1.", "pat.", "s-s4t2", "sat."),
            .. Of(AnchorKind.Input, "| convertto-s", "| sudo -s"),
            .. Of(AnchorKind.Option, " -enc ", " -u "),
        ],
        [
            .. Of(AnchorKind.Name, "tial=", "tials\"", "tials:", "tials="),
            .. Of(AnchorKind.Scheme, "oxy\n", "oxy :", "oxy =", "oxy v", "oxy\"", "oxy,", "oxy:", "oxy\\"),
            .. Of(AnchorKind.Program, "login", "mariadb", "sshpass"),
            .. Of(AnchorKind.Prefix, "/api/webhooks/", "MIG2AgEAMBAG", "T3BlbkFJ", "dckr_oat_", "dckr_pat_", "pypi-AgE", "sha256~"),
            .. Of(AnchorKind.Input, "--with-token"),
            .. Of(AnchorKind.Option, " -a ", " /rp ", "--proxy "),
        ],
        [
            .. Of(AnchorKind.Name, "private-lines:", "saml"),
            .. Of(AnchorKind.Program, "psexec", "redis-cli"),
            .. Of(AnchorKind.Prefix,
                "AKCp", "ASIA", "Q1RJVkFUSU9O", "SDRzSUF", "Y3RpdmF0aW9u", "YXBpVmVyc2lv", "YXNzd29y", "pplx-", "pscale_", "rdme_", "rubygems_",
                "shippo_", "sk-ant-", "sk.eyJ", "v1.0-"),
            .. Of(AnchorKind.DataSource, "@tcp(", "@unix("),
            .. Of(AnchorKind.Field, "value\":", "value: ", "value\\\":"),
            .. Of(AnchorKind.Input, "| base64", "| chpasswd", "| kinit"),
        ],
        [
            .. Of(AnchorKind.Name, "key"),
            .. Of(AnchorKind.Program, "htpasswd"),
            .. Of(AnchorKind.Prefix,
                "$apr1$", "2Q~", "4Q~", "6Q~", "8Q~", "BU1NXT1JE", "CLOJARS_", "EAAA", "EAAC", "cm9vdD", "dXNlcj", "dXNlcnM6", "dapi",
                "dop_v1_", "dt0c01.", "eyJ", "fm1a_", "fm1r_", "fo1_", "hf_", "sgp_", "shpss_", "tfp_", "xapp-", "xoxa-", "xoxb-", "xoxc-",
                "xoxd-", "xoxe.xox", "xoxp-", "xoxr-"),
            .. Of(AnchorKind.KeyNumber, "\"dp\":", "\"dp\\\":", "\"dq\":", "\"dq\\\":"),
        ],
        [
            .. Of(AnchorKind.Scheme, "oxy\r", "oxy'", "oxy="),
            .. Of(AnchorKind.Program, "curl", "smbclient"),
            .. Of(AnchorKind.Prefix,
                "NUSVZBVElP", "PMAK-", "ZXlK", "_mmk", "cmVmd", "duffel_", "ghs_", "glagent-", "glffct-", "glimt-", "npm_", "ops_eyJ", "pul-"),
        ],
        [
            .. Of(AnchorKind.Name, "_pw", "literal"),
            .. Of(AnchorKind.Prefix,
                "$argon2", "$y$", "MC4CAQAwBQYDK2V", "MIGHAgEAMBMG", "MIGkAgEBBD", "MIHcAgEBBE", "MIHuAgEAMBAG", "dp.pt.", "github_pat_"),
            .. Of(AnchorKind.Input, "-stdin"),
            .. Of(AnchorKind.KeyNumber, "\"d\":", "\"d\\\":", "\"k\":", "\"k\\\":", "\"p\":", "\"p\\\":", "\"q\":", "\"q\\\":"),
        ],
        [
            .. Of(AnchorKind.Name, "pwd", "xy-user", "xy_user"),
            .. Of(AnchorKind.Program, "sqlcmd", "sqlplus"),
            .. Of(AnchorKind.Prefix,
                "0Q~", "1Q~", "3Q~", "5Q~", "7Q~", "9Q~", ":AA", "AGE-SECRET-KEY-1", "AIza", "AQoDYXdz", "EAAM", "FQoGZXIvYXdz", "IQoJb3JpZ2lu",
                "MII", "QVNTV09S", "QVdTO", "SG.", "WyJ", "sqa_", "squ_"),
            .. Of(AnchorKind.Address, "://"),
        ],
        [
            .. Of(AnchorKind.Prefix,
                "$2a$", "$2b$", "$5$", "$6$", "A3-", "ATATT3", "DVElWQVRJT0", "FTU1dPUk", "LS0tLS1CRUdJ", "NRAK-", "NRII-", "NRJS-"),
            .. Of(AnchorKind.Excerpt, "...|"),
            .. Of(AnchorKind.Identifier, "-4"),
        ],
        [
            .. Of(AnchorKind.Name, "bindpw", "creds ", "creds\"", "creds:", "creds="),
            .. Of(AnchorKind.Prefix, "$2y$", ".webhook.office.", "4b1d", "N0aXZhdGlv", "dor_v1_", "ntn_"),
            .. Of(AnchorKind.KeyNumber, "\"qi\":", "\"qi\\\":"),
        ],
        [
            .. Of(AnchorKind.Name, "auth"),
            .. Of(AnchorKind.Scheme, "bearer"),
            .. Of(AnchorKind.Prefix, "API-", "EZAK", "EZTK", "FwoGZXIvYXdz", "_gitlab_session=", "api_org_", "ewog", "fio-u-"),
        ],
        [
            .. Of(AnchorKind.Name, "code", "cookie", "token"),
            .. Of(AnchorKind.Program, "plink", "snmp"),
            .. Of(AnchorKind.Prefix,
                "ABSK", "AKIA", "GOCSPX-", "a2luZDog", "doo_v1_", "glc_", "glcbt-", "gloas-", "hooks.slack.com/", "sk-admin-", "sk-proj-",
                "sk-svcacct-", "sntrys_", "sntryu_", "tLS0tLUJFR0lO", "tk-us-", "xoxe-", "xoxo-", "xoxs-"),
            .. Of(AnchorKind.Host, "address ", "lookup "),
        ],
        [
            .. Of(AnchorKind.Scheme, "basic"),
            .. Of(AnchorKind.Prefix,
                "GR1348941", "YWRtaW46", "YmVkcm9jay5hbWF6", "fm2_", "ghr_", "glpat-", "glrt-", "glsa_", "glsoat-", "rk_prod_", "rk_test_",
                "shpat_", "shpca_", "sk_prod_", "sk_test_", "sm_aat_", "sm_pat_", "sm_sat_", "sq0atp-", "sq0csp-", "sqp_", "ya29."),
            .. Of(AnchorKind.Field, "invalid value: \""),
            .. Of(AnchorKind.Host, "invalid port \""),
            .. Of(AnchorKind.Input, "base64 <<<"),
        ],
        [
            .. Of(AnchorKind.Name, "rconfig", "sig=", "signature"),
            .. Of(AnchorKind.Scheme, "k8s-aws-v1."),
            .. Of(AnchorKind.Program, "winrs"),
            .. Of(AnchorKind.Prefix, "HRKU-AA", "W2RlZmF1bHRd", "b3BlbnNzaC1rZXkt", "hc3N3b3Jk", "ico-", "rk_live_", "sk_live_"),
            .. Of(AnchorKind.Statement, "kcredential"),
        ],
        [
            .. Of(AnchorKind.Name, "pass", "phpsess", "sig%", "xyuser"),
            .. Of(AnchorKind.Program, "cifs", "ctr ", "ldap", "mysql"),
            .. Of(AnchorKind.Prefix, "H4sIA", "MHQCAQEE", "MHcCAQEE", "hvb.", "hvs.", "lin_api_", "p8e-", "pnu_", "shppa_", "xkeysib-"),
            .. Of(AnchorKind.Host, "parse \""),
        ],
        [
            .. Of(AnchorKind.Name, "jsession"),
            .. Of(AnchorKind.Program, "ipmitool"),
            .. Of(AnchorKind.Prefix,
                "0tLS0tQkVHSU", "FLWSECK", "Fzc3dvcm", "W3si", "gho_", "ghp_", "ghu_", "gldt-", "glft-", "glptt-", "jdGl2YXRpb2"),
            .. Of(AnchorKind.DataSource, ":thin:"),
            .. Of(AnchorKind.Statement, "identified by"),
        ],
        [
            .. Of(AnchorKind.Name, "ect.sid", "kennwort", "net_sess"),
            .. Of(AnchorKind.Program, "mongo", "net use ", "net user "),
            .. Of(AnchorKind.DataSource, ":*:*:", ":5432:"),
        ],
    ];
}
