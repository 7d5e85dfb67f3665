using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>The proxy variables of connector-agent for a temporary Pod. Credentials and values from other sources are omitted.</summary>
/// <param name="variables">The names and values.</param>
/// <param name="omitted">The names of the variables whose values, or whose credentials, are omitted.</param>
internal sealed class ProxyEnvironment(IReadOnlyList<(string Name, string Value)> variables, IReadOnlyList<string> omitted)
{
    private static readonly string[] s_names = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];

    /// <summary>The names and values.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables => variables;

    /// <summary>The names of the variables whose values, or whose credentials, are omitted.</summary>
    public IReadOnlyList<string> Omitted => omitted;

    /// <summary>Reads the variables.</summary>
    /// <param name="spec">The specification of the connector's Pods; null for none.</param>
    public static ProxyEnvironment Read(PodSpec? spec)
    {
        var found = new List<(string Name, string Value)>();
        var left = new List<string>();
        Container? agent = (spec?.Containers).OrEmpty().FirstOrDefault(container => container.Name == ConnectorNames.AgentContainer);
        foreach (EnvVar variable in (agent?.Env).OrEmpty().Where(variable => s_names.Contains(variable.Name, StringComparer.OrdinalIgnoreCase)))
        {
            string value = variable.Value?.Reveal() ?? string.Empty;
            bool isList = variable.Name!.Equals("NO_PROXY", StringComparison.OrdinalIgnoreCase);
            string plain = isList ? value : WithoutUser(value);
            bool isUsable = variable.ValueFrom is null && !value.Contains("$(", StringComparison.Ordinal) && Redactor.Redact(plain) == plain;
            if (!isUsable || plain != value)
            {
                left.Add(variable.Name);
            }

            if (isUsable && plain.Length > 0)
            {
                found.Add((variable.Name, plain));
            }
        }

        return new ProxyEnvironment(found, left);
    }

    /// <summary>Removes the user name and the password from the URL of a proxy.</summary>
    /// <param name="proxy">The URL, or a host name and a port.</param>
    public static string WithoutUser(string proxy)
    {
        int at = proxy.LastIndexOf('@');
        int scheme = proxy.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? proxy : (scheme >= 0 && scheme < at ? proxy[..(scheme + 3)] : string.Empty) + proxy[(at + 1)..];
    }
}
