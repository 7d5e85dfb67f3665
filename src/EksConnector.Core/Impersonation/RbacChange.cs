namespace EksConnector.Core.Impersonation;

/// <summary>A change of one object of the module.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Object">The object as it should be; of one that is deleted its name.</param>
/// <param name="Difference">What is different afterwards, for a person.</param>
internal sealed record RbacChange(ChangeVerb Verb, RbacObject Object, string Difference)
{
    /// <summary>The uid of the object that was read; empty for one that is not there.</summary>
    public string Uid { get; init; } = string.Empty;

    /// <summary>The version that was read; null for an object that is not there.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Verb, object and difference on one line.</summary>
    public override string ToString() => $"{Verb.ToString().ToLowerInvariant()} {Object.Id}: {Difference}";
}
