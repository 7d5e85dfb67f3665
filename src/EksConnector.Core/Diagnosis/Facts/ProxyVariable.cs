using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>An environment variable that configures an HTTP proxy for a container of the StatefulSet.</summary>
/// <param name="Container">The container.</param>
/// <param name="Name">The name of the variable.</param>
/// <param name="Value">The value without credentials; null if it comes from another source, such as a Secret.</param>
internal sealed record ProxyVariable(string Container, string Name, string? Value)
{
    private const int MaxLength = 300;
    private static readonly string[] s_names = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];

    /// <summary>Whether the variable contains the hosts that are excluded from the proxy.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsException => Name.Equals("NO_PROXY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the variables of all containers.</summary>
    /// <param name="spec">The specification of the Pod; null for none.</param>
    public static IReadOnlyList<ProxyVariable> Of(PodSpec? spec) =>
    [
        .. from container in (spec?.InitContainers).OrEmpty().Concat((spec?.Containers).OrEmpty())
           from variable in container.Env.OrEmpty()
           where s_names.Contains(variable.Name, StringComparer.OrdinalIgnoreCase)
           select new ProxyVariable(OneLine.Of(container.Name ?? string.Empty), variable.Name!, Shown(variable)),
    ];

    /// <summary>Returns the variable and its value.</summary>
    public override string ToString() => $"{Container}: {Name}={Value ?? "(from another source)"}";

    // The user name and the password are removed.
    private static string? Shown(EnvVar variable)
    {
        if (variable.ValueFrom is not null)
        {
            return null;
        }

        string value = variable.Value?.Reveal() ?? string.Empty;
        int at = value.LastIndexOf('@');
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        string plain = at < 0 ? value : (scheme >= 0 && scheme < at ? value[..(scheme + 3)] : string.Empty) + value[(at + 1)..];
        string shown = Redactor.Redact(OneLine.Of(plain));
        return shown.Length > MaxLength ? shown[..MaxLength] + "..." : shown;
    }
}
