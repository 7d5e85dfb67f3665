using EksConnector.Core.Impersonation;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>What an API server said no to, as far as it could be read and checked.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>; null where it is about somebody else than the connector and its users.</param>
internal sealed record Denial(string? Code)
{
    /// <summary>The namespace of the connector's service account; null where the text does not name it.</summary>
    public string? ConnectorNamespace { get; init; }

    /// <summary>The principal; null where the text names none.</summary>
    public PrincipalArn? Principal { get; init; }

    /// <summary>What was to be done, such as <c>list</c>; null where it is not said.</summary>
    public string? Verb { get; init; }

    /// <summary>To which kind of objects, such as <c>nodes</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>In which namespace; null for the whole cluster.</summary>
    public string? Scope { get; init; }
}
