using System.Reflection;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>
/// Loads the adapters, and the libraries that they bring, apart from everything else in the session: another
/// module may have loaded other versions of the same libraries. Core is not loaded here, so that there is one.
/// </summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private static readonly string s_core = typeof(EksConnectorException).Assembly.GetName().Name!;

    // For the process, as assemblies are; what has state is kept for each runspace (see RunspaceServices).
    private static readonly Lazy<DependencyLoadContext> s_instance = new(() => new DependencyLoadContext());

    private DependencyLoadContext()
        : base("EksConnector")
    {
    }

    /// <summary>Creates an adapter; its assembly is loaded when it is first needed.</summary>
    /// <typeparam name="T">The port of Core that it implements.</typeparam>
    /// <param name="assemblyName">The adapter's assembly.</param>
    /// <param name="typeName">The adapter's type, which has a parameterless constructor.</param>
    /// <returns>The adapter.</returns>
    public static T Create<T>(string assemblyName, string typeName)
        where T : class
    {
        Assembly assembly = s_instance.Value.LoadFromAssemblyName(new AssemblyName(assemblyName));
        return (T)Activator.CreateInstance(assembly.GetType(typeName, throwOnError: true)!)!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && name != s_core ? PrecompiledImage.Load(this, name, "dependencies") : null;
}
