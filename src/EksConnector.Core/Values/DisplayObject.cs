using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace EksConnector.Core;

/// <summary>
/// Prepares an output object for display: cleans all texts with <see cref="OutsideText"/> and converts all times to local time, like
/// PowerShell's own cmdlets. This applies to all properties, so that none can be forgotten. Plans that are applied later are not
/// prepared.
/// </summary>
internal static class DisplayObject
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <summary>Prepares the texts and times of an object, of its lists, and of the objects in them.</summary>
    /// <param name="item">The object, which must be new and not shared yet.</param>
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

    // Commands contain only validated values, and a mask would replace the placeholders for secrets.
    private static string Shown(string text, string property) =>
        property.StartsWith("FixCommand", StringComparison.Ordinal) ? VisibleText.Of(text) : OutsideText.Clean(text);

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTime);

    private static PropertyInfo[] PropertiesOf(Type type) =>
    [
        .. type.GetProperties().Where(property => property.CanWrite && (!property.PropertyType.IsValueType || IsTime(property.PropertyType)) && property.GetIndexParameters().Length == 0),
    ];
}
