using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Asks AWS of the registration of one cluster, with what the user and the cluster know of it.</summary>
/// <param name="gateway">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="source">Who asks, and where.</param>
/// <param name="registrations">What the user knows.</param>
/// <param name="log">The log for verbose messages.</param>
internal sealed class RegistrationReader(
    Func<IAwsGateway> gateway, AwsConnectionSource source, IReadOnlyList<ActivationTarget> registrations, IOperationLog log)
{
    /// <summary>Whether AWS is asked whose the credentials are.</summary>
    public bool AsksCaller { get; init; }

    /// <summary>What the user knows of a context; null where he said nothing of it.</summary>
    public ActivationTarget? KnownOf(string context)
    {
        foreach (ActivationTarget known in registrations)
        {
            if (known.Context is null || string.Equals(known.Context, context, StringComparison.OrdinalIgnoreCase) || new WildcardPattern(known.Context).IsMatch(context))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Asks, as far as can be before the cluster's side is complete.</summary>
    /// <param name="side">The cluster's side as it is known at first.</param>
    /// <param name="complete">The cluster's side with its states and logs, which name region and cluster as well.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>What AWS said.</returns>
    public async Task<AwsSide> AskAsync(ClusterSide side, Task<ClusterSide> complete, CancellationToken cancellationToken)
    {
        ActivationTarget? known = KnownOf(side.Context);
        string? region = side.Settings?.Region.Value;
        if (region is null && (known?.Region ?? source.Region) is null)
        {
            region = (await complete.ConfigureAwait(false)).States.FirstOrDefault(state => state.Region is not null)?.Region;
        }

        return await ReaderOf(known).ReadAsync(
            region,
            side.Settings?.ActivationId.Value,
            async () => known?.ClusterName ?? new DiagnosisSnapshot { TakenAt = default, Cluster = await complete.ConfigureAwait(false) }.ClusterName,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The reader of AWS for one registration.</summary>
    /// <param name="known">What the user knows of it.</param>
    public AwsSideReader ReaderOf(ActivationTarget? known) =>
        new(gateway(), source with { Region = known?.Region ?? source.Region }, log) { AsksCaller = AsksCaller };
}
