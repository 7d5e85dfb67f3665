using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EksConnector.PowerShell.Tests;

/// <summary>Writes empty assemblies with given names. (Add-Type creates random names.)</summary>
internal static class DummyAssembly
{
    /// <summary>Writes an assembly file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name of the assembly and of the file.</param>
    /// <param name="version">The version of the assembly.</param>
    public static void Write(string folder, string name, Version version)
    {
        var metadata = new MetadataBuilder();
        metadata.AddAssembly(metadata.GetOrAddString(name), version, default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.Dll),
            new MetadataRootBuilder(metadata),
            new BlobBuilder()).Serialize(image);
        using FileStream file = File.Create(Path.Combine(folder, name + ".dll"));
        image.WriteContentTo(file);
    }
}
