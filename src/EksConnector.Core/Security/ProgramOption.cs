namespace EksConnector.Core.Security;

/// <summary>A program option whose value is a password although its name does not show it.</summary>
/// <param name="Program">The prefix of the program name, in lowercase.</param>
/// <param name="Name">The option.</param>
/// <param name="IsNext">Whether the value can be the next argument; otherwise, it follows the option directly.</param>
/// <param name="Before">The character before the password in the value; 0 if the whole value is the password.</param>
/// <param name="After">The character after the password, which must exist; 0 if the password ends with the value.</param>
internal sealed record ProgramOption(string Program, string Name, bool IsNext = true, byte Before = 0, byte After = 0)
{
    private const byte Colon = (byte)':';

    private static readonly ProgramOption[] s_all =
    [
        new("curl", "-u", Before: Colon),
        new("curl", "-U", Before: Colon),
        new("curl", "--user", Before: Colon),
        new("curl", "--proxy-user", Before: Colon),
        new("curl", "-b", Before: (byte)'='),
        new("curl", "--cookie", Before: (byte)'='),
        new("curl", "-x", Before: Colon, After: (byte)'@'),
        new("curl", "--proxy", Before: Colon, After: (byte)'@'),

        // If a space follows -p, the next argument is the name of a database.
        new("mysql", "-p", IsNext: false),
        new("mariadb", "-p", IsNext: false),
        new("mongo", "-p"),
        new("sshpass", "-p"),
        new("login", "-p"),
        new("redis-cli", "-a"),
        new("ldap", "-w"),
        new("sqlcmd", "-P"),
        new("plink", "-pw"),
        new("ipmitool", "-P"),
        new("smbclient", "-U", Before: (byte)'%'),
        new("cifs", "-o", Before: (byte)'%'),
        new("psexec", "-p"),
        new("winrs", "-p"),
        new("snmp", "-A"),
        new("snmp", "-X"),
        new("etcdctl", "--user", Before: Colon),
        new("ctr ", "--user", Before: Colon),
        new("ctr ", "-u", Before: Colon),
    ];

    /// <summary>All options.</summary>
    public static IReadOnlyList<ProgramOption> All => s_all;
}
