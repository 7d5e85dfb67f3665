using EksConnector.Core.Diagnosis;

namespace EksConnector.Parameters;

/// <summary>Puts contexts and the names of clusters in EKS together: from one object of the pipeline, or from two lists of the same length.</summary>
internal sealed class RegistrationPairs
{
    private readonly List<ActivationTarget> _registrations = [];

    /// <summary>What was put together so far.</summary>
    public IReadOnlyList<ActivationTarget> All => _registrations;

    /// <summary>Adds what one object of the pipeline, or the command line, has.</summary>
    /// <param name="contexts">The contexts; null for the current one.</param>
    /// <param name="names">The names; null where none is given.</param>
    /// <param name="region">The region; null where none is given.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>: they make no pairs.</exception>
    public void Add(string[]? contexts, string[]? names, string? region)
    {
        string?[] paired = contexts ?? new string?[1];
        string?[] named = names ?? new string?[paired.Length];
        if (named.Length != paired.Length)
        {
            throw Refused(
                $"{named.Length} names and {paired.Length} contexts make no pairs.",
                "Give as many names with -ClusterName as contexts with -Context, or pipe objects that have both; Test-EksConnectorActivation -SkipKubernetes asks AWS alone.");
        }

        for (int i = 0; i < named.Length; i++)
        {
            var registration = new ActivationTarget(paired[i], named[i], region);
            if (_registrations.Exists(known => string.Equals(known.Context, registration.Context, StringComparison.OrdinalIgnoreCase) && known.ClusterName != registration.ClusterName))
            {
                throw Refused(
                    paired[i] is { } context ? $"Two names were given for the context '{context}'." : "Two names were given for the current context.",
                    "Pipe objects that have the context of each name as well; Test-EksConnectorActivation -SkipKubernetes asks AWS alone.");
            }

            _registrations.Add(registration);
        }
    }

    private static EksConnectorException Refused(string message, string recommendedAction) =>
        new(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction);
}
