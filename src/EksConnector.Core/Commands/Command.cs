namespace EksConnector.Core.Commands;

/// <summary>A program or a cmdlet with its arguments.</summary>
/// <param name="Program">The program, which is always a constant.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record Command(string Program, IReadOnlyList<Argument> Arguments)
{
    /// <summary>Whether the command is safe to show.</summary>
    public bool IsAllowed => CommandCharacters.IsPlain(Program) && Arguments.All(argument => argument.IsAllowed);
}
