using EksConnector.Core.Diagnosis;

namespace EksConnector.Parameters;

/// <summary>
/// Combines contexts with the names of clusters in Amazon EKS, from one pipeline object or from two lists of the same length.
/// </summary>
internal sealed class RegistrationPairs
{
    private readonly List<ActivationTarget> _registrations = [];

    /// <summary>The combined pairs.</summary>
    public IReadOnlyList<ActivationTarget> All => _registrations;

    /// <summary>Adds the values of one pipeline object or of the command line.</summary>
    /// <param name="contexts">The contexts; null for the current context.</param>
    /// <param name="names">The names; null if none is specified.</param>
    /// <param name="region">The Region; null if none is specified.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>: the numbers of contexts and names differ, or a context has two names.</exception>
    public void Add(string[]? contexts, string[]? names, string? region)
    {
        string?[] paired = contexts ?? new string?[1];
        string?[] named = names ?? new string?[paired.Length];
        if (named.Length != paired.Length)
        {
            throw CreateError(
                $"{named.Length} names and {paired.Length} contexts cannot be paired.",
                "Specify as many names with -ClusterName as contexts with -Context, or pipe objects that have both. To query AWS only, use Test-EksConnectorActivation -SkipKubernetes.");
        }

        for (int i = 0; i < named.Length; i++)
        {
            var registration = new ActivationTarget(paired[i], named[i], region);
            if (_registrations.Exists(known => string.Equals(known.Context, registration.Context, StringComparison.OrdinalIgnoreCase) && known.ClusterName != registration.ClusterName))
            {
                throw CreateError(
                    paired[i] is { } context ? $"Two cluster names were specified for the context '{context}'." : "Two cluster names were specified for the current context.",
                    "Pipe objects that contain the context of each name. To query AWS only, use Test-EksConnectorActivation -SkipKubernetes.");
            }

            _registrations.Add(registration);
        }
    }

    private static EksConnectorException CreateError(string message, string recommendedAction) =>
        new(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction);
}
