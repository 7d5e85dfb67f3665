using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Core.Impersonation;

/// <summary>The names, labels and annotations of the module's objects. Neither the chart nor the templates use these names.</summary>
internal static class ImpersonationNames
{
    /// <summary>The value of the label managed-by of the module's objects.</summary>
    public const string Manager = "EksConnector";

    /// <summary>The label with the hash of the principal that an object is for.</summary>
    public const string PrincipalLabel = "eksconnector.github.io/principal";

    /// <summary>The label with the namespace of the connector that an object is for.</summary>
    public const string ConnectorLabel = "eksconnector.github.io/connector-namespace";

    /// <summary>The annotation with the user name, which can be longer than a label value.</summary>
    public const string PrincipalAnnotation = "eksconnector.github.io/principal-arn";

    /// <summary>The value of the principal label for roles that all principals share.</summary>
    public const string Shared = "shared";

    /// <summary>The ClusterRole for all resources that the console reads.</summary>
    public const string ConsoleRole = "eksconnector-console";

    /// <summary>The ClusterRole for the cluster-scoped resources that the console reads.</summary>
    public const string ConsoleClusterRole = "eksconnector-console-cluster";

    /// <summary>The label selector for all objects of the module.</summary>
    public const string Selector = "app.kubernetes.io/managed-by=" + Manager;

    // 128 bits are enough to make collisions between ARNs infeasible.
    private const int HashCharacters = 32;

    /// <summary>Returns the name of the ClusterRole that allows impersonation of one user, and of its binding.</summary>
    public static string Impersonate(string @namespace, string user) => $"eksconnector-impersonate-{Hash($"{@namespace}\n{user}")}";

    /// <summary>Returns the name of the binding of one user to <see cref="ConsoleRole"/>.</summary>
    public static string Read(string @namespace, string user) => $"eksconnector-read-{Hash($"{@namespace}\n{user}")}";

    /// <summary>Returns the name of the binding of one user to <see cref="ConsoleClusterRole"/>.</summary>
    public static string ReadCluster(string @namespace, string user) => $"eksconnector-read-cluster-{Hash($"{@namespace}\n{user}")}";

    /// <summary>Returns a hash of a user name that is a valid label value.</summary>
    public static string Hash(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters].ToLowerInvariant();
}
