using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Core.Impersonation;

/// <summary>What the module calls its own objects, and how it marks them. Neither the chart nor the templates use these names.</summary>
internal static class ImpersonationNames
{
    /// <summary>What the label managed-by of the module's objects says.</summary>
    public const string Manager = "EksConnector";

    /// <summary>The label with the hash of the principal that an object is for.</summary>
    public const string PrincipalLabel = "eksconnector.github.io/principal";

    /// <summary>The label with the namespace of the connector that an object is for.</summary>
    public const string ConnectorLabel = "eksconnector.github.io/connector-namespace";

    /// <summary>The annotation with the user's name, which can be longer than a label.</summary>
    public const string PrincipalAnnotation = "eksconnector.github.io/principal-arn";

    /// <summary>What the principal's label of the roles says that all principals share.</summary>
    public const string Shared = "shared";

    /// <summary>The ClusterRole with what the console reads.</summary>
    public const string ConsoleRole = "eksconnector-console";

    /// <summary>The ClusterRole with what the console reads of the cluster as such.</summary>
    public const string ConsoleClusterRole = "eksconnector-console-cluster";

    /// <summary>The label selector of all the module's objects.</summary>
    public const string Selector = "app.kubernetes.io/managed-by=" + Manager;

    // So many bits that nobody finds two ARNs with the same name.
    private const int HashCharacters = 32;

    /// <summary>The ClusterRole that allows to impersonate one user, and its binding.</summary>
    public static string Impersonate(string @namespace, string user) => $"eksconnector-impersonate-{Hash($"{@namespace}\n{user}")}";

    /// <summary>The binding of one user to <see cref="ConsoleRole"/>.</summary>
    public static string Read(string @namespace, string user) => $"eksconnector-read-{Hash($"{@namespace}\n{user}")}";

    /// <summary>The binding of one user to <see cref="ConsoleClusterRole"/>.</summary>
    public static string ReadCluster(string @namespace, string user) => $"eksconnector-read-cluster-{Hash($"{@namespace}\n{user}")}";

    /// <summary>A name for a user that fits into a label.</summary>
    public static string Hash(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters].ToLowerInvariant();
}
