namespace EksConnector.HelpBuilder.Model;

/// <summary>What the help says of a type that a cmdlet emits, or that such an object has a list of.</summary>
/// <param name="TypeName">The type's full name.</param>
/// <param name="Description">Its paragraphs.</param>
/// <param name="Properties">Its properties in the order of the source.</param>
/// <param name="Parts">The module's own types that its properties hold.</param>
internal sealed record OutputHelp(
    string TypeName, IReadOnlyList<string> Description, IReadOnlyList<PropertyHelp> Properties, IReadOnlyList<OutputHelp> Parts);
