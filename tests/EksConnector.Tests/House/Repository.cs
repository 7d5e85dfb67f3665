using System.Runtime.CompilerServices;

namespace EksConnector.Tests.House;

/// <summary>The paths of the sources and of the built module.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Module { get; } = Path.Combine(Root, "out", "EksConnector");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
