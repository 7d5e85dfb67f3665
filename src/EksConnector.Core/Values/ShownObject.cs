using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace EksConnector.Core;

/// <summary>
/// Makes an object fit to be shown before anybody gets it: every text in it passes <see cref="OutsideText"/>, and every time becomes
/// local as PowerShell's own cmdlets emit it, so that no property can be forgotten. Only what users see has that done to it; a plan that is carried out later keeps its texts.
/// </summary>
internal static class ShownObject
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <summary>Cleans the texts and times of an object, of its lists, and of the objects in them.</summary>
    /// <param name="item">An object that was just made and that nobody else has yet.</param>
    public static void Clean(object? item)
    {
        if (item is null || item.GetType().Namespace != nameof(EksConnector))
        {
            return;
        }

        foreach (PropertyInfo property in s_properties.GetOrAdd(item.GetType(), PropertiesOf))
        {
            object? value = property.GetValue(item);
            switch (value)
            {
                case string text when Shown(text, property.Name) is { } shown && !ReferenceEquals(shown, text):
                    property.SetValue(item, shown);
                    break;
                case ValueList<string> texts when !texts.All(OutsideText.IsClean):
                    property.SetValue(item, new ValueList<string>(texts.Select(OutsideText.Clean)));
                    break;
                case DateTime { Kind: DateTimeKind.Utc } time:
                    property.SetValue(item, time.ToLocalTime());
                    break;
                case IEnumerable and not (string or ValueList<string>):
                    foreach (object? part in (IEnumerable)value)
                    {
                        Clean(part);
                    }

                    break;
                default:
                    Clean(value);
                    break;
            }
        }
    }

    // A command is made of checked values alone; a mask would break the ones that show where a person has to put a secret.
    private static string Shown(string text, string property) =>
        property.StartsWith("FixCommand", StringComparison.Ordinal) ? VisibleText.Of(text) : OutsideText.Clean(text);

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTime);

    private static PropertyInfo[] PropertiesOf(Type type) =>
    [
        .. type.GetProperties().Where(property => property.CanWrite && (!property.PropertyType.IsValueType || IsTime(property.PropertyType)) && property.GetIndexParameters().Length == 0),
    ];
}
