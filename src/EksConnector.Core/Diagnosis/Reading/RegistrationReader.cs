using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Queries AWS for the registration of one cluster, with the information from the user and the cluster.</summary>
/// <param name="gateway">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="source">The AWS connection settings.</param>
/// <param name="registrations">The information that the user specified.</param>
/// <param name="log">The log for verbose messages.</param>
internal sealed class RegistrationReader(
    Func<IAwsGateway> gateway, AwsConnectionSource source, IReadOnlyList<ActivationTarget> registrations, IOperationLog log)
{
    /// <summary>Whether the identity of the credentials is queried.</summary>
    public bool QueriesCaller { get; init; }

    /// <summary>Returns the information that the user specified for a context; null if there is none.</summary>
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

    /// <summary>Queries AWS; requests that do not depend on the states and logs are sent before these are read.</summary>
    /// <param name="side">The data from the cluster that is available first.</param>
    /// <param name="complete">The task for the data with states and logs, which also contain the Region and the cluster name.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The data from AWS.</returns>
    public async Task<AwsSide> QueryAsync(ClusterSide side, Task<ClusterSide> complete, CancellationToken cancellationToken)
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

    /// <summary>Returns the reader of AWS for one registration.</summary>
    /// <param name="known">The information that the user specified.</param>
    public AwsSideReader ReaderOf(ActivationTarget? known) =>
        new(gateway(), source with { Region = known?.Region ?? source.Region }, log) { QueriesCaller = QueriesCaller };
}
