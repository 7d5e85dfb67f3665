using System.Reflection;

namespace EksConnector.HelpBuilder.Metadata;

/// <summary>
/// The arguments of an attribute. They are read from the metadata, because PowerShell's attributes are only stubs here that do not
/// store their arguments.
/// </summary>
/// <param name="data">The metadata of the attribute.</param>
internal sealed class AttributeFacts(CustomAttributeData data)
{
    /// <summary>The positional arguments, with arrays expanded.</summary>
    public IEnumerable<object?> Arguments => data.ConstructorArguments.SelectMany(argument =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> list ? list.Select(item => item.Value) : [argument.Value]);

    /// <summary>Returns the attributes of a type or a property.</summary>
    /// <param name="member">The type or property.</param>
    /// <param name="name">The name of the attribute class, without the namespace.</param>
    /// <returns>The attributes.</returns>
    public static IEnumerable<AttributeFacts> Of(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.Name == name).Select(data => new AttributeFacts(data));

    /// <summary>Returns a named argument.</summary>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <param name="name">The name of the argument.</param>
    /// <param name="defaultValue">The value if the argument is not specified.</param>
    /// <returns>The value of the argument.</returns>
    public T Get<T>(string name, T defaultValue)
    {
        foreach (CustomAttributeNamedArgument argument in data.NamedArguments)
        {
            if (argument.MemberName == name && argument.TypedValue.Value is T value)
            {
                return value;
            }
        }

        return defaultValue;
    }
}
