using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>What PowerShell calls when the module comes and goes.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Core = "EksConnector.Core";

    /// <summary>
    /// Refuses to be one half of two versions: a process has one EksConnector.Core, and where that belongs to
    /// another version of the module, nothing of this one can be trusted to work.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another version is loaded (<c>ModuleVersionConflict</c>).</exception>
    public void OnImport()
    {
        // No type of Core may be named here: the runtime could not find the Core of this version.
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
                    $"EksConnector {self.Version?.ToString(3)} cannot be imported: version {other.Version?.ToString(3)} was imported in this process before, and assemblies cannot be unloaded. Start a new PowerShell session to use the other version.");
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

    // So that [EksConnector.PodStatus] resolves before the first cmdlet has run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadCore() => GC.KeepAlive(typeof(PodStatus));
}
