namespace EksConnector.Core.Impersonation;

/// <summary>What is done with an object.</summary>
internal enum ChangeVerb
{
    /// <summary>It is created.</summary>
    Create,

    /// <summary>It is replaced by what it should be.</summary>
    Update,

    /// <summary>It is deleted.</summary>
    Delete,
}
