namespace EksConnector.HelpBuilder.Model;

/// <summary>The help of an output type, or of a type in its properties.</summary>
/// <param name="TypeName">The full name of the type.</param>
/// <param name="Description">The paragraphs of the description.</param>
/// <param name="Properties">The properties, in the order of the source.</param>
/// <param name="Parts">The module's types in the properties.</param>
internal sealed record OutputHelp(
    string TypeName, IReadOnlyList<string> Description, IReadOnlyList<PropertyHelp> Properties, IReadOnlyList<OutputHelp> Parts);
