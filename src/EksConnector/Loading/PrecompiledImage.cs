using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>
/// Loads an assembly of the module as the image that was compiled beforehand for this runtime and platform, and where there is none,
/// or it does not load, as it is. The build (src/EksConnector/Images.targets) makes the images.
/// </summary>
internal static class PrecompiledImage
{
    // Where a PE file says where its header is, and where in that the time stamp is.
    private const int HeaderOffset = 0x3C;
    private const int StampOffset = 8;

    private static readonly string? s_folder = Find();

    /// <summary>The module's folder.</summary>
    public static string ModuleFolder => Path.GetDirectoryName(typeof(PrecompiledImage).Assembly.Location)!;

    /// <summary>Loads an assembly.</summary>
    /// <param name="context">What it is loaded into.</param>
    /// <param name="path">The assembly's file.</param>
    /// <returns>The assembly.</returns>
    public static Assembly Load(AssemblyLoadContext context, string path)
    {
        try
        {
            if (s_folder is not null && ImageOf(path) is { } image && File.Exists(image))
            {
                return context.LoadFromAssemblyPath(image);
            }
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            // It was only to save time.
        }

        return context.LoadFromAssemblyPath(path);
    }

    private static string? Find()
    {
        string? system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : null;
        string name = $"net{Environment.Version.Major}.0-{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string folder = Path.Combine(ModuleFolder, "images", name);
        return Directory.Exists(folder) ? folder : null;
    }

    // The compiler makes the time stamp of the assembly's content: an image of another one is not found.
    private static string? ImageOf(string path)
    {
        Span<byte> start = stackalloc byte[1024];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        int stamp = length < HeaderOffset + sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(start[HeaderOffset..]) + StampOffset;
        return stamp < 0 || stamp > length - sizeof(uint)
            ? null
            : Path.Combine(s_folder!, $"{Path.GetFileNameWithoutExtension(path)}.{BinaryPrimitives.ReadUInt32LittleEndian(start[stamp..]):x8}.dll");
    }
}
