using System.Reflection;
using System.Runtime.CompilerServices;
using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>No property of an output object can contain a secret or a control character.</summary>
public sealed class ShownObjectTests
{
    private const string Hostile = "password=PLANTED\u001b[31m\u202e";

    public static TheoryData<string> Types =>
    [
        .. typeof(Finding).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == nameof(EksConnector) && type.IsClass && !type.IsAbstract && !typeof(Exception).IsAssignableFrom(type) && Texts(type).Any())
            .Select(type => type.Name),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Cleans_every_text_of_an_object(string name)
    {
        Type type = typeof(Finding).Assembly.GetType($"{nameof(EksConnector)}.{name}", throwOnError: true)!;
        object item = RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in Texts(type))
        {
            property.SetValue(item, property.PropertyType == typeof(string) ? Hostile : new ValueList<string>([Hostile, "plain"]));
        }

        DisplayObject.Clean(item);

        foreach (PropertyInfo property in Texts(type))
        {
            string shown = property.GetValue(item) is ValueList<string> list ? list[0] : (string)property.GetValue(item)!;
            if (property.Name.StartsWith("FixCommand", StringComparison.Ordinal))
            {
                // The value consists of validated parts, and redaction would make it invalid.
                VisibleText.IsVisible(shown).ShouldBeTrue(property.Name);
            }
            else
            {
                shown.ShouldStartWith("password=[redacted]", customMessage: property.Name);
                VisibleText.IsVisible(shown).ShouldBeTrue(property.Name);
            }
        }
    }

    [Fact]
    public void Enough_output_types_exist() => Types.Count.ShouldBeGreaterThan(8);

    private static IEnumerable<PropertyInfo> Texts(Type type) => type.GetProperties()
        .Where(property => property.CanWrite && (property.PropertyType == typeof(string) || property.PropertyType == typeof(ValueList<string>)));
}
