using System.Text.Json;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Returns the kind of credentials of a user, from the entry of the module and from the JSON of kubectl.</summary>
internal static class UserKinds
{
    private static readonly (string Field, string Kind)[] s_kinds =
    [
        ("auth-provider", "auth-provider"),
        ("exec", "exec"),
        ("client-certificate", "certificate"),
        ("client-certificate-data", "certificate"),
        ("token", "token"),
        ("tokenFile", "tokenFile"),
        ("username", "basic"),
    ];

    public static string Of(UserEntry? user) => user switch
    {
        null => "missing",
        { AuthProvider: not null } => "auth-provider",
        { Exec: not null } => "exec",
        { HasClientCertificate: true } => "certificate",
        { Token: not null } => "token",
        { TokenFile: not null } => "tokenFile",
        { Username: not null } => "basic",
        _ => "none",
    };

    public static string Of(JsonElement? user)
    {
        if (user is null)
        {
            return "missing";
        }

        foreach ((string field, string kind) in s_kinds)
        {
            if (user.Value.TryGetProperty(field, out _))
            {
                return kind;
            }
        }

        return "none";
    }
}
