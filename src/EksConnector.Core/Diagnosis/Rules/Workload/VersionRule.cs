using EksConnector.Core.Findings;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Is an image old? A tag that is no version, and a digest, say nothing.</summary>
/// <param name="code">What is looked for.</param>
/// <param name="repository">The last part of the image's repository, wherever it was mirrored to.</param>
/// <param name="newest">The version that there is.</param>
internal sealed class VersionRule(string code, string repository, string newest) : Rule(code, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
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
