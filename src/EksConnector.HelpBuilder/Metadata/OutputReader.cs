using System.Reflection;
using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Metadata;

/// <summary>Reads the output types of cmdlets.</summary>
/// <param name="documentation">The XML documentation.</param>
internal sealed class OutputReader(DocumentationFile documentation)
{
    /// <summary>Reads a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The help of the type and of the module's types in its properties; only the name for other types.</returns>
    public OutputHelp Read(Type type)
    {
        IEnumerable<PropertyInfo> properties = IsOurs(type)
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken)
            : [];
        return new OutputHelp(
            type.FullName!,
            [.. documentation.Paragraphs("T:" + type.FullName, "summary"), .. documentation.Paragraphs("T:" + type.FullName, "remarks")],
            [.. properties.Select(property => new PropertyHelp(property.Name, Description(property)))],
            [.. properties.Select(property => Part(property.PropertyType)).OfType<Type>().Where(part => part != type).Distinct().Select(Read)]);
    }

    private string Description(PropertyInfo property) =>
        string.Join(' ', documentation.Paragraphs($"P:{property.DeclaringType!.FullName}.{property.Name}", "summary"));

    private static Type? Part(Type type) => Array.Find(type.IsGenericType ? type.GetGenericArguments() : [type], IsOurs);

    private static bool IsOurs(Type type) =>
        type is { IsClass: true, IsGenericType: false } && type.Namespace is { } space && space.StartsWith("EksConnector", StringComparison.Ordinal);
}
