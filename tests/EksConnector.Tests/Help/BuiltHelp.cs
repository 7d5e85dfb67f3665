using System.Reflection;
using EksConnector.HelpBuilder;
using EksConnector.Tests.House;

namespace EksConnector.Tests.Help;

/// <summary>The sources of the help in the last build.</summary>
internal static class BuiltHelp
{
    public static string Pages { get; } = Path.Combine(Repository.Root, "docs", "help");

    public static HelpSource Source { get; } = HelpSource.Load(CmdletAssembly, Pages);

    // The package does not contain the XML documentation, so the cmdlet assembly is read from its build output, next to that of the tests and
    // with the same configuration and version.
    private static string CmdletAssembly
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            string version = typeof(BuiltHelp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
            return Path.Combine(here.Parent!.Parent!.FullName, "EksConnector", here.Name, $"EksConnector.{version}.dll");
        }
    }
}
