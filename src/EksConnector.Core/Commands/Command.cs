namespace EksConnector.Core.Commands;

/// <summary>A program, or a cmdlet, and its arguments.</summary>
/// <param name="Program">The program; always one that the module itself names.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record Command(string Program, IReadOnlyList<Argument> Arguments)
{
    /// <summary>Whether all of it may be written.</summary>
    public bool IsAllowed => CommandCharacters.IsPlain(Program) && Arguments.All(argument => argument.IsAllowed);
}
