namespace EksConnector.Core.Impersonation;

/// <summary>A change to one object of the module.</summary>
/// <param name="Verb">The kind of change.</param>
/// <param name="Object">The desired object; for a deletion, its kind and name.</param>
/// <param name="Difference">The description of the effect.</param>
internal sealed record RbacChange(ChangeVerb Verb, RbacObject Object, string Difference)
{
    /// <summary>The UID of the object that was read; empty if the object does not exist.</summary>
    public string Uid { get; init; } = string.Empty;

    /// <summary>The resource version that was read; null if the object does not exist.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Returns the verb, the object and the effect on one line.</summary>
    public override string ToString() => $"{Verb.ToString().ToLowerInvariant()} {Object.Id}: {Difference}";
}
