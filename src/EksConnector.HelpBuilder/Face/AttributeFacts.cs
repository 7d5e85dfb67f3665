using System.Reflection;

namespace EksConnector.HelpBuilder.Face;

/// <summary>
/// What an attribute was written with. It is read from the metadata: PowerShell's attributes are stubs here, and
/// would forget what they are given.
/// </summary>
/// <param name="data">The metadata.</param>
internal sealed class AttributeFacts(CustomAttributeData data)
{
    /// <summary>The positional arguments, lists opened.</summary>
    public IEnumerable<object?> Arguments => data.ConstructorArguments.SelectMany(argument =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> list ? list.Select(item => item.Value) : [argument.Value]);

    /// <summary>Finds the attributes of a type or property.</summary>
    /// <param name="member">The type or property.</param>
    /// <param name="name">The attribute's class, without namespace.</param>
    /// <returns>What they were written with.</returns>
    public static IEnumerable<AttributeFacts> Of(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.Name == name).Select(data => new AttributeFacts(data));

    /// <summary>Reads a named argument.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">What it is where it is not given.</param>
    /// <returns>Its value.</returns>
    public T Get<T>(string name, T otherwise)
    {
        foreach (CustomAttributeNamedArgument argument in data.NamedArguments)
        {
            if (argument.MemberName == name && argument.TypedValue.Value is T value)
            {
                return value;
            }
        }

        return otherwise;
    }
}
