using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>The entry points that PowerShell calls when the module is imported and removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Core = "EksConnector.Core";

    // The runspaces in which the module is imported.
    private static readonly ConditionalWeakTable<Runspace, Runspace> s_imported = new();

    /// <summary>
    /// Prevents two copies of the module in a runspace, and two versions in a process: a process has only one EksConnector.Core, and this
    /// version may not work with that of another version.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another version is loaded, or another copy is imported in the runspace.</exception>
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

        RefuseSecondCopy();
        LoadCore();
    }

    /// <summary>Closes the connections of the runspace that the module is removed from.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            s_imported.Remove(runspace);
        }

        RunspaceServices.CloseCurrent();
    }

    // PowerShell would report every type of the second copy as an error of its own.
    private static void RefuseSecondCopy()
    {
        if (Runspace.DefaultRunspace is not { } runspace || s_imported.TryAdd(runspace, runspace))
        {
            return;
        }

        // An import that failed leaves no module.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        PSModuleInfo? first = shell.AddCommand("Get-Module").AddParameter("Name", "EksConnector").Invoke<PSModuleInfo>().FirstOrDefault();
        if (first is not null)
        {
            throw new InvalidOperationException(
                $"EksConnector cannot be imported, because a copy of it in '{first.ModuleBase}' is already imported in this session. To use the other copy, run 'Remove-Module EksConnector' first.");
        }
    }

    // Makes [EksConnector.PodStatus] resolve before the first cmdlet runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadCore() => GC.KeepAlive(typeof(PodStatus));
}
