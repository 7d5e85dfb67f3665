using System.Reflection;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>
/// Loads the adapters and their libraries isolated from the rest of the session, because another module may have loaded other
/// versions of the same libraries. Core is not loaded here, so that it exists only once.
/// </summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private static readonly string s_core = typeof(EksConnectorException).Assembly.GetName().Name!;

    // One per process, like assemblies; state is kept per runspace (see RunspaceServices).
    private static readonly Lazy<DependencyLoadContext> s_instance = new(() => new DependencyLoadContext());

    private DependencyLoadContext()
        : base("EksConnector")
    {
    }

    /// <summary>Creates an adapter. Its assembly is loaded on first use.</summary>
    /// <typeparam name="T">The interface of Core that the adapter implements.</typeparam>
    /// <param name="assemblyName">The name of the adapter's assembly.</param>
    /// <param name="typeName">The name of the adapter's type, which must have a parameterless constructor.</param>
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
