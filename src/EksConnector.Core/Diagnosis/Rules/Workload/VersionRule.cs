using EksConnector.Core.Findings;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether an image is outdated. Digests and tags that are not versions are ignored.</summary>
/// <param name="code">The code of the condition.</param>
/// <param name="repository">The last segment of the repository name, regardless of the registry.</param>
/// <param name="newest">The latest version.</param>
internal sealed class VersionRule(string code, string repository, string newest) : Rule(code, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        string? tag = ImageVersion.Of(snapshot.Workload.Images, repository);
        if (!Version.TryParse(tag?.TrimStart('v'), out Version? version))
        {
            yield break;
        }

        yield return version < Version.Parse(newest)
            ? Found($"The image of {repository} has the old version {tag}. A newer version is {newest}.") with
            {
                Evidence = $"image {snapshot.Workload.Images.First(image => ImageVersion.Of([image], repository) == tag)}",
            }
            : Passed($"The image of {repository} has the current version {tag}.");
    }
}
