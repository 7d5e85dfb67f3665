using System.Reflection;

namespace EksConnector.HelpBuilder.Metadata;

/// <summary>Loads the module assembly. Core is in the same folder; the PowerShell reference assembly is in the folder of this program.</summary>
internal static class ModuleAssembly
{
    /// <summary>Returns the cmdlets.</summary>
    /// <param name="path">The path of the module assembly.</param>
    /// <returns>The classes of the cmdlets.</returns>
    public static IEnumerable<Type> Cmdlets(string path) =>
        Assembly.LoadFrom(Path.GetFullPath(path)).GetExportedTypes()
            .Where(type => !type.IsAbstract && AttributeFacts.Of(type, "CmdletAttribute").Any());
}
