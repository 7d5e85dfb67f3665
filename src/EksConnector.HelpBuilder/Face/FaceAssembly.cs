using System.Reflection;

namespace EksConnector.HelpBuilder.Face;

/// <summary>The compiled face. Its Core is found beside it; PowerShell is the reference assembly beside this program.</summary>
internal static class FaceAssembly
{
    /// <summary>Finds the cmdlets.</summary>
    /// <param name="path">The face.</param>
    /// <returns>The classes of the cmdlets.</returns>
    public static IEnumerable<Type> Cmdlets(string path) =>
        Assembly.LoadFrom(Path.GetFullPath(path)).GetExportedTypes()
            .Where(type => !type.IsAbstract && AttributeFacts.Of(type, "CmdletAttribute").Any());
}
