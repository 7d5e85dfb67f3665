using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EksConnector.PowerShell.Tests;

/// <summary>The trimmed library of the module has everything that the module refers to.</summary>
public sealed class TrimmingTests
{
    private const string Library = "KubernetesClient";

    [Fact]
    public void The_library_has_all_members_that_the_adapter_refers_to()
    {
        string folder = Path.Combine(PwshRun.Module, "dependencies");
        using var adapterFile = new PEReader(File.OpenRead(Path.Combine(folder, "EksConnector.Kubernetes.dll")));
        using var libraryFile = new PEReader(File.OpenRead(Path.Combine(folder, Library + ".dll")));
        HashSet<string> members = MembersOf(libraryFile.GetMetadataReader());
        string[] references = [.. ReferencesOf(adapterFile.GetMetadataReader())];

        references.Length.ShouldBeGreaterThan(20);
        references.ShouldContain("k8s.Kubernetes..ctor");
        references.Where(reference => !members.Contains(reference)).ShouldBeEmpty();
    }

    // The type and the name of each member, and of each member that the type inherits within the library.
    private static HashSet<string> MembersOf(MetadataReader library)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (TypeDefinition type in library.TypeDefinitions.Select(library.GetTypeDefinition))
        {
            string name = $"{library.GetString(type.Namespace)}.{library.GetString(type.Name)}";
            members.Add(name);
            for (TypeDefinition? part = type; part is { } current; part = BaseOf(library, current))
            {
                members.UnionWith(current.GetMethods().Select(method => $"{name}.{library.GetString(library.GetMethodDefinition(method).Name)}"));
                members.UnionWith(current.GetFields().Select(field => $"{name}.{library.GetString(library.GetFieldDefinition(field).Name)}"));
            }
        }

        return members;
    }

    private static TypeDefinition? BaseOf(MetadataReader library, TypeDefinition type) =>
        type.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition } parent ? library.GetTypeDefinition((TypeDefinitionHandle)parent) : null;

    private static IEnumerable<string> ReferencesOf(MetadataReader adapter)
    {
        foreach (TypeReferenceHandle handle in adapter.TypeReferences)
        {
            if (NameOf(adapter, handle) is { } name)
            {
                yield return name;
            }
        }

        foreach (MemberReference member in adapter.MemberReferences.Select(adapter.GetMemberReference))
        {
            if (member.Parent.Kind == HandleKind.TypeReference && NameOf(adapter, (TypeReferenceHandle)member.Parent) is { } name)
            {
                yield return $"{name}.{adapter.GetString(member.Name)}";
            }
        }
    }

    // Null if the type is not in the library.
    private static string? NameOf(MetadataReader adapter, TypeReferenceHandle handle)
    {
        TypeReference type = adapter.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && adapter.GetString(adapter.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == Library
            ? $"{adapter.GetString(type.Namespace)}.{adapter.GetString(type.Name)}"
            : null;
    }
}
