namespace EksConnector.Core.Security;

/// <summary>An option that takes a password without naming it.</summary>
/// <param name="Program">What the program's name begins with, in lower case.</param>
/// <param name="Name">The option.</param>
/// <param name="IsNext">Whether the value may be the next argument; otherwise it follows at once.</param>
/// <param name="Before">The character before the password within the value; 0 where the whole value is the password.</param>
internal sealed record ProgramOption(string Program, string Name, bool IsNext = true, byte Before = 0)
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

        // What follows -p after a blank is the name of a database.
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
    ];

    /// <summary>All options.</summary>
    public static IReadOnlyList<ProgramOption> All => s_all;
}
