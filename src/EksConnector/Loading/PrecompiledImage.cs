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
    // Where a PE file says where its header is, and where in that the machine and the time stamp are.
    private const int HeaderOffset = 0x3C;
    private const int MachineOffset = 4;
    private const int StampOffset = 8;

    private static readonly string? s_folder = Find();

    private static string ModuleFolder => Path.GetDirectoryName(typeof(PrecompiledImage).Assembly.Location)!;

    /// <summary>Loads an assembly.</summary>
    /// <param name="context">What it is loaded into.</param>
    /// <param name="name">The assembly's name.</param>
    /// <param name="folder">The folder within the module where it is.</param>
    /// <returns>The assembly; null where the module has none of this name.</returns>
    public static Assembly? Load(AssemblyLoadContext context, string name, string folder = "")
    {
        string path = Path.Combine(ModuleFolder, folder, name + ".dll");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (ImageOf(path) is { } image
                && context.LoadFromAssemblyPath(image) is var assembly && assembly.GetName().Name == name)
            {
                return assembly;
            }
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
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

    // The compiler makes the time stamp of the assembly's content: an image of another one is not found. One for another platform is
    // not tried, since the assembly itself could not be loaded after it; the runtime's own library is an image for this one.
    private static string? ImageOf(string path)
    {
        if (s_folder is null)
        {
            return null;
        }

        string image = Path.Combine(s_folder, $"{Path.GetFileNameWithoutExtension(path)}.{Header(path).Stamp:x8}.dll");
        return File.Exists(image) && Header(image).Machine == Header(typeof(object).Assembly.Location).Machine ? image : null;
    }

    private static (ushort Machine, uint Stamp) Header(string path)
    {
        Span<byte> start = stackalloc byte[1024];
        using FileStream file = File.OpenRead(path);
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        int header = start.Length < HeaderOffset + sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(start[HeaderOffset..]);
        return header < 0 || header > start.Length - StampOffset - sizeof(uint)
            ? throw new InvalidDataException($"{path} is no PE file.")
            : (BinaryPrimitives.ReadUInt16LittleEndian(start[(header + MachineOffset)..]), BinaryPrimitives.ReadUInt32LittleEndian(start[(header + StampOffset)..]));
    }
}
