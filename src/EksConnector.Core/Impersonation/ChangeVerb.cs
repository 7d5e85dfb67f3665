namespace EksConnector.Core.Impersonation;

/// <summary>The kind of change to an object.</summary>
internal enum ChangeVerb
{
    /// <summary>The object is created.</summary>
    Create,

    /// <summary>The object is replaced.</summary>
    Update,

    /// <summary>The object is deleted.</summary>
    Delete,
}
