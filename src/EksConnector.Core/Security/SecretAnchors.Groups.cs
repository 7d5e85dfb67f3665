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
            .. Of(AnchorKind.Name, "creds ", "creds\"", "creds:", "creds=", "seed", "wachtwoord"),
            .. Of(AnchorKind.Program, "etcdctl", "redis-cli"),
            .. Of(AnchorKind.Prefix, "4b1d"),
            .. Of(AnchorKind.DataSource, ":thin:"),
        ],
        [
            .. Of(AnchorKind.Name, "ect.sid", "kennwort", "senha", "senord"),
            .. Of(AnchorKind.Prefix, "EAAA", "ico-", "pat.", "sat."),
            .. Of(AnchorKind.DataSource, ":*:*:"),
        ],
        [
            .. Of(AnchorKind.Name, "bindpw"),
            .. Of(AnchorKind.Program, "mariadb"),
            .. Of(AnchorKind.Prefix,
                "$2a$", "$2b$", "$2y$", "$apr1$", ".atlasv1.", "NRII-", "T3BlbkFJ", "W2RlZmF1bHRd", "b3BlbnNzaC1rZXkt", "dXNlcj", "dXNlcnM6",
                "dapi", "jdGl2YXRpb2"),
            .. Of(AnchorKind.Input, "--with-token"),
            .. Of(AnchorKind.KeyNumber, "\"dp\":", "\"dp\\\":", "\"dq\":", "\"dq\\\":", "\"qi\":", "\"qi\\\":"),
            .. Of(AnchorKind.Option, "--proxy "),
        ],
        [
            .. Of(AnchorKind.Program, "htpasswd"),
            .. Of(AnchorKind.Prefix,
                "/api/webhooks/", "3Q~", "4Q~", "6Q~", "9Q~", "YmVkcm9jay5hbWF6", "cmVmd", "hf_", "rk_live_", "rk_prod_", "rk_test_", "sgp_",
                "sk_test_", "sm_aat_", "sm_pat_", "sm_sat_", "sqp_", "tfp_", "xapp-"),
            .. Of(AnchorKind.Field, "invalid value: \""),
            .. Of(AnchorKind.Host, "invalid port \""),
            .. Of(AnchorKind.KeyNumber, "\"d\\\":", "\"k\\\":", "\"p\\\":", "\"q\\\":"),
        ],
        [
            .. Of(AnchorKind.Name, "onid="),
            .. Of(AnchorKind.Program, "mongo"),
            .. Of(AnchorKind.Prefix, "N0aXZhdGlv", "W3si", "_mmk"),
            .. Of(AnchorKind.DataSource, ":5432:"),
        ],
        [
            .. Of(AnchorKind.Name, "auth", "key", "literal", "net_sess"),
            .. Of(AnchorKind.Scheme, "basic", "k8s-aws-v1.", "oxy\n", "oxy v", "oxy'", "oxy,"),
            .. Of(AnchorKind.Program, "net use ", "net user "),
            .. Of(AnchorKind.Prefix, "1Q~", "2Q~", "5Q~", "AIza", "EZTK", "NUSVZBVElP", "eyJ"),
            .. Of(AnchorKind.Input, "base64 <<<"),
        ],
        [
            .. Of(AnchorKind.Name, "pw:", "pw=", "xy-user", "xyuser"),
            .. Of(AnchorKind.Prefix,
                "0Q~", "0tLS0tQkVHSU", "7Q~", "8Q~", ":AA", "=s.", "AGE-SECRET-KEY-1", "ATATT3", "GR1348941", "NRAK-", "NRJS-", "SG.", "WyJ",
                "sk-admin-", "sk-ant-", "sk-proj-", "sk-svcacct-", "sk.eyJ", "sk_live_", "sk_prod_", "squ_", "xoxa-", "xoxb-", "xoxs-"),
            .. Of(AnchorKind.Address, "://"),
        ],
        [
            .. Of(AnchorKind.Name, "rconfig", "token"),
            .. Of(AnchorKind.Scheme, "bearer"),
            .. Of(AnchorKind.Program, "login"),
            .. Of(AnchorKind.Prefix, "BU1NXT1JE", "HRKU-AA", "dckr_oat_", "doo_v1_", "fm1a_", "fm1r_", "fm2_", "fo1_", "rdme_"),
            .. Of(AnchorKind.Host, "lookup "),
        ],
        [
            .. Of(AnchorKind.Name, "saml", "tial=", "tials\"", "tials:", "tials="),
            .. Of(AnchorKind.Program, "curl", "smbclient"),
            .. Of(AnchorKind.Prefix, "$argon2", "EAAC", "EAAM", "EZAK", "duffel_", "ewog", "fio-u-"),
        ],
        [
            .. Of(AnchorKind.Name, "pw\"", "pwd"),
            .. Of(AnchorKind.Program, "psexec"),
            .. Of(AnchorKind.Prefix,
                " s.", "\"s.", "$5$", "$6$", "$y$", ".webhook.office.", "A3-", "AQoDYXdz", "DVElWQVRJT0", "FQoGZXIvYXdz", "FwoGZXIvYXdz",
                "IQoJb3JpZ2lu", "Q1RJVkFUSU9O", "QVNTV09S", "QVdTO", "Y3RpdmF0aW9u", "YWRtaW46", "YXBpVmVyc2lv", "YXNzd29y", "p8e-", "pul-",
                "rubygems_", "v1.0-"),
            .. Of(AnchorKind.Excerpt, "...|"),
            .. Of(AnchorKind.DataSource, "@unix("),
            .. Of(AnchorKind.KeyNumber, "\"q\":"),
            .. Of(AnchorKind.Option, " -enc ", " -u ", " /rp "),
        ],
        [
            .. Of(AnchorKind.Name, "jsession"),
            .. Of(AnchorKind.Program, "mysql"),
            .. Of(AnchorKind.Prefix,
                "GOCSPX-", "MC4CAQAwBQYDK2V", "MHQCAQEE", "MHcCAQEE", "MIHuAgEAMBAG", "dckr_pat_", "dop_v1_", "dor_v1_", "dt0c01.", "ghp_",
                "ghr_", "ghs_", "ghu_", "github_pat_", "glagent-", "glc_", "glcbt-", "glffct-", "glft-", "glpat-", "glptt-", "glrt-", "glsa_",
                "glsoat-"),
            .. Of(AnchorKind.Identifier, "-4"),
            .. Of(AnchorKind.Input, "-stdin"),
            .. Of(AnchorKind.Statement, "kcredential"),
        ],
        [
            .. Of(AnchorKind.Name, "secret", "secure"),
            .. Of(AnchorKind.Program, "snmp", "winrs"),
            .. Of(AnchorKind.Prefix, "AKCp", "a2luZDog", "dp.pt.", "lin_api_", "npm_", "ntn_", "pplx-", "sntrys_", "sntryu_", "tk-us-"),
            .. Of(AnchorKind.Field, "value\":", "value: ", "value\\\":"),
            .. Of(AnchorKind.Host, "address "),
        ],
        [
            .. Of(AnchorKind.Program, "ipmitool"),
            .. Of(AnchorKind.Prefix, "FTU1dPUk", "H4sIA", "hc3N3b3Jk", "hvb.", "hvs.", "pnu_", "pscale_", "xkeysib-", "ya29."),
            .. Of(AnchorKind.Input, "| base64", "| chpasswd", "| convertto-s", "| kinit"),
            .. Of(AnchorKind.Statement, "identified by"),
        ],
        [
            .. Of(AnchorKind.Name, "_pw", "code", "cookie", "phpsess", "sig%", "sig=", "signature", "xy_user"),
            .. Of(AnchorKind.Scheme, "oxy\r", "oxy :", "oxy =", "oxy\"", "oxy:", "oxy=", "oxy\\"),
            .. Of(AnchorKind.Program, "cifs", "plink"),
            .. Of(AnchorKind.Prefix,
                "CLOJARS_", "MIG2AgEAMBAG", "MIGHAgEAMBMG", "MIGkAgEBBD", "MIHcAgEBBE", "MII", "cm9vdD", "gho_", "gldt-", "glimt-", "gloas-",
                "hooks.slack.com/", "pypi-AgE", "shippo_", "shpat_", "shppa_", "xoxc-", "xoxd-", "xoxe-", "xoxe.xox", "xoxo-", "xoxp-",
                "xoxr-"),
        ],
        [
            .. Of(AnchorKind.Name, "pass", "private-lines:", "trase", "z-credential"),
            .. Of(AnchorKind.Program, "sqlcmd", "sqlplus"),
            .. Of(AnchorKind.Prefix,
                "ABSK", "AKIA", "ASIA", "FLWSECK", "Fzc3dvcm", "LS0tLS1CRUdJ", "PMAK-", "ZXlK", "_gitlab_session=", "s-s4t2", "sha256~",
                "shpca_", "shpss_", "sq0atp-", "sq0csp-", "tLS0tLUJFR0lO"),
            .. Of(AnchorKind.Host, "parse \""),
        ],
        [
            .. Of(AnchorKind.Program, "ctr ", "ldap", "sshpass"),
            .. Of(AnchorKind.Prefix, "API-", "SDRzSUF", "api_org_", "ops_eyJ", "sqa_"),
            .. Of(AnchorKind.DataSource, "@tcp("),
            .. Of(AnchorKind.Input, "| sudo -s"),
            .. Of(AnchorKind.KeyNumber, "\"d\":", "\"k\":", "\"p\":"),
            .. Of(AnchorKind.Option, " -a "),
        ],
    ];
}
