using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>The entry points that PowerShell calls when the module is imported and removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Core = "EksConnector.Core";

    /// <summary>
    /// Prevents two versions of the module in one process: a process has only one EksConnector.Core, and this version may not work with
    /// that of another version.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another version is loaded (<c>ModuleVersionConflict</c>).</exception>
    public void OnImport()
    {
        // This method must not use types of Core, because the runtime could not find the Core of this version.
        AssemblyName self = typeof(ModuleLifetime).Assembly.GetName();
        bool isLoaded = false;
        foreach (Assembly loaded in AssemblyLoadContext.Default.Assemblies)
        {
            AssemblyName other = loaded.GetName();
            if (other.Name != Core)
            {
                continue;
            }

            isLoaded = true;
            if (other.Version != self.Version)
            {
                throw new InvalidOperationException(
                    $"EksConnector {self.Version?.ToString(3)} cannot be imported: version {other.Version?.ToString(3)} was already imported in this process, and assemblies cannot be unloaded. Start a new PowerShell session to use the other version.");
            }
        }

        if (!isLoaded)
        {
            PrecompiledImage.Load(AssemblyLoadContext.Default, Core);
        }

        LoadCore();
    }

    /// <summary>Closes the connections of the runspace that the module is removed from.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceServices.CloseCurrent();

    // Makes [EksConnector.PodStatus] resolve before the first cmdlet runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadCore() => GC.KeepAlive(typeof(PodStatus));
}
