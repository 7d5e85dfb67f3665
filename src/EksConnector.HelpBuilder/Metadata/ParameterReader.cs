using System.Globalization;
using System.Reflection;
using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Metadata;

/// <summary>Reads the parameters of cmdlets. A shared parameter is documented once, in the base class that declares it.</summary>
/// <param name="documentation">The XML documentation.</param>
internal sealed class ParameterReader(DocumentationFile documentation)
{
    /// <summary>Reads the parameters.</summary>
    /// <param name="type">The class of the cmdlet.</param>
    /// <param name="supportsShouldProcess">Whether PowerShell adds -WhatIf and -Confirm.</param>
    /// <returns>The parameters.</returns>
    public IReadOnlyList<ParameterHelp> Read(Type type, bool supportsShouldProcess)
    {
        // Created only to read the initial values of the properties.
        object cmdlet = Activator.CreateInstance(type)!;
        var parameters = type.GetProperties()
            .Where(property => AttributeFacts.Of(property, "ParameterAttribute").Any())
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(property => Read(property, cmdlet))
            .ToList();
        (cmdlet as IDisposable)?.Dispose();
        if (supportsShouldProcess)
        {
            parameters.Add(Common("WhatIf", "wi", "Shows what would happen if the cmdlet runs. The cmdlet makes no changes."));
            parameters.Add(Common("Confirm", "cf", "Prompts you for confirmation before each change."));
        }

        return parameters;
    }

    private static ParameterHelp Common(string name, string alias, string description) => new()
    {
        Name = name,
        TypeName = "SwitchParameter",
        FullTypeName = "System.Management.Automation.SwitchParameter",
        Description = [description],
        Uses = [new ParameterUse { Set = ParameterUse.AllSets }],
        Aliases = [alias],
        Default = "False",
        IsSwitch = true,
    };

    private static string Id(Type type, PropertyInfo property) => $"P:{type.FullName}.{property.Name}";

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

    private ParameterHelp Read(PropertyInfo property, object cmdlet)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        bool isSwitch = type.Name == "SwitchParameter";
        string id = Id(property.DeclaringType!, property);
        if (!documentation.Paragraphs(id, "summary").Any())
        {
            id = Id(property.GetMethod!.GetBaseDefinition().DeclaringType!, property);
        }

        string said = string.Join(' ', documentation.Paragraphs(id, "value"));
        return new ParameterHelp
        {
            Name = property.Name,
            TypeName = type.Name,
            FullTypeName = type.FullName!,
            Description = [.. documentation.Paragraphs(id, "summary"), .. documentation.Paragraphs(id, "remarks")],
            Uses = [.. AttributeFacts.Of(property, "ParameterAttribute").Select(Use)],
            Aliases = [.. AttributeFacts.Of(property, "AliasAttribute").SelectMany(alias => alias.Arguments).OfType<string>()],
            AcceptedValues = AcceptedValues(property, type),
            Default = said.Length > 0 ? said : isSwitch ? "False" : Initial(property.GetValue(cmdlet)),
            TakesWildcards = AttributeFacts.Of(property, "SupportsWildcardsAttribute").Any(),
            IsSwitch = isSwitch,
            TakesSeveral = type.IsArray,
        };
    }

    private static ParameterUse Use(AttributeFacts parameter) => new()
    {
        Set = parameter.Get("ParameterSetName", ParameterUse.AllSets),
        IsMandatory = parameter.Get("Mandatory", defaultValue: false),
        Position = parameter.Get("Position", int.MinValue) is >= 0 and int position ? position : null,
        TakesPipeline = parameter.Get("ValueFromPipeline", defaultValue: false),
        TakesPipelineProperty = parameter.Get("ValueFromPipelineByPropertyName", defaultValue: false),
    };

    private static string[] AcceptedValues(PropertyInfo property, Type type)
    {
        Type element = type.GetElementType() ?? type;
        string[] set = [.. AttributeFacts.Of(property, "ValidateSetAttribute").SelectMany(attribute => attribute.Arguments).OfType<string>()];
        return set.Length == 0 && element.IsEnum ? Enum.GetNames(element) : set;
    }

    private static string? Initial(object? value) => value switch
    {
        null => null,
        string text => text.Length > 0 ? text : null,
        System.Collections.IEnumerable list => list.Cast<object?>().Any() ? string.Join(", ", list.Cast<object?>()) : null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
