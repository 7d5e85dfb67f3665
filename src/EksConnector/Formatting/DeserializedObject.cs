using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using EksConnector.Core;

namespace EksConnector;

/// <summary>
/// Converts a deserialized object from a job, a remote session, or a file to its output type. Such an object is not trusted: values of
/// another type are ignored, and every text passes through <see cref="OutsideText"/>.
/// </summary>
/// <remarks>It does not use the conversions of PowerShell, because a constrained session does not convert to types of the module.</remarks>
internal static class DeserializedObject
{
    // No list of a diagnosis is this long.
    private const int MaxItems = 10_000;

    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, object? Default)[]> s_properties = new();

    /// <summary>Converts an object.</summary>
    /// <typeparam name="T">The output type.</typeparam>
    /// <param name="item">The deserialized object.</param>
    public static T To<T>(PSObject item)
        where T : class
    {
        object made = Make(typeof(T), item);
        DisplayObject.Clean(made);
        return (T)made;
    }

    private static object Make(Type type, PSObject item)
    {
        object made = Activator.CreateInstance(type)!;
        foreach ((PropertyInfo property, object? missing) in s_properties.GetOrAdd(type, PropertiesOf))
        {
            property.SetValue(made, Read(property.PropertyType, Unwrap(item.Properties[property.Name]?.Value)) ?? missing);
        }

        return made;
    }

    private static (PropertyInfo Property, object? Default)[] PropertiesOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. from property in type.GetProperties()
               where property.CanWrite
               let isRequired = nullability.Create(property).WriteState == NullabilityState.NotNull
               select (property, isRequired ? DefaultOf(property.PropertyType) : null),
        ];
    }

    private static object? DefaultOf(Type type) =>
        type == typeof(string) ? string.Empty : type.IsValueType ? Activator.CreateInstance(type) : IsList(type) ? Read(type, Array.Empty<object>()) : null;

    // In a file of Export-Csv, all values are text.
    private static object? Read(Type type, object? value)
    {
        if (IsList(type))
        {
            return value is IEnumerable items and not string ? Activator.CreateInstance(type, ListOf(type.GetGenericArguments()[0], items)) : null;
        }

        Type simple = Nullable.GetUnderlyingType(type) ?? type;
        string? text = value as string;
        return simple switch
        {
            _ when simple.IsInstanceOfType(value) => value,
            _ when simple == typeof(bool) && bool.TryParse(text, out bool answer) => answer,
            _ when simple == typeof(int) && int.TryParse(text ?? (value as long?)?.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
            _ when simple == typeof(DateTime) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime time) => time,
            _ => null,
        };
    }

    private static Array ListOf(Type type, IEnumerable items)
    {
        var read = new ArrayList();
        foreach (object? item in items)
        {
            object? value = Unwrap(item);
            if (type.IsInstanceOfType(value))
            {
                read.Add(value);
            }
            else if (value is not null && type != typeof(string))
            {
                read.Add(Make(type, PSObject.AsPSObject(value)));
            }

            if (read.Count == MaxItems)
            {
                break;
            }
        }

        return read.ToArray(type);
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
