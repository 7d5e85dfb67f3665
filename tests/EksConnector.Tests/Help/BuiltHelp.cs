using System.Reflection;
using EksConnector.HelpBuilder;
using EksConnector.Tests.House;

namespace EksConnector.Tests.Help;

/// <summary>What the help is made from, as the last build left it.</summary>
internal static class BuiltHelp
{
    public static string Pages { get; } = Path.Combine(Repository.Root, "docs", "help");

    public static HelpSource Source { get; } = HelpSource.Load(Face, Pages);

    // The module has no XML documentation in it, so the face is taken from where it is built: the neighbour of the
    // tests' own folder, of the same configuration and version.
    private static string Face
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            string version = typeof(BuiltHelp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
            return Path.Combine(here.Parent!.Parent!.FullName, "EksConnector", here.Name, $"EksConnector.{version}.dll");
        }
    }
}
