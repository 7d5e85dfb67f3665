using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace EksConnector.Loading;

/// <summary>
/// Loads an assembly of the module from the image that was precompiled for this runtime and platform, or the assembly itself if the
/// image does not exist or cannot be loaded. The build (src/EksConnector/Images.targets) creates the images.
/// </summary>
internal static class PrecompiledImage
{
    // The offset of the pointer to the PE header, and the offsets of the machine type and the time stamp in the header.
    private const int HeaderOffset = 0x3C;
    private const int MachineOffset = 4;
    private const int StampOffset = 8;

    private static readonly string? s_folder = Find();

    private static string ModuleFolder => Path.GetDirectoryName(typeof(PrecompiledImage).Assembly.Location)!;

    /// <summary>Loads an assembly.</summary>
    /// <param name="context">The load context.</param>
    /// <param name="name">The name of the assembly.</param>
    /// <param name="folder">The folder of the assembly, relative to the module.</param>
    /// <returns>The assembly; null if the module does not contain it.</returns>
    public static Assembly? Load(AssemblyLoadContext context, string name, string folder = "")
    {
        string path = Path.Combine(ModuleFolder, folder, name + ".dll");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (FindImage(path) is { } image
                && context.LoadFromAssemblyPath(image) is var assembly && assembly.GetName().Name == name)
            {
                return assembly;
            }
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The image is only an optimization.
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

    // The compiler derives the time stamp from the content of the assembly, so the image of another build is not found. An image for
    // another platform is not tried, because the assembly itself could not be loaded afterwards; the runtime's own library shows the platform.
    private static string? FindImage(string path)
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
            ? throw new InvalidDataException($"{path} is not a PE file.")
            : (BinaryPrimitives.ReadUInt16LittleEndian(start[(header + MachineOffset)..]), BinaryPrimitives.ReadUInt32LittleEndian(start[(header + StampOffset)..]));
    }
}
