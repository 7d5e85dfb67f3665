using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EksConnector.Tests.House;

/// <summary>Reads the metadata of an assembly without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public AssemblyFile(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    public IEnumerable<string> References() =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    public IEnumerable<string> PublicTypes(params string[] namespaces)
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public && namespaces.Contains(_metadata.GetString(type.Namespace)))
            {
                yield return _metadata.GetString(type.Name).Split('`')[0];
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
