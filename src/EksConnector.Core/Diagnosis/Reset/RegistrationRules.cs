using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Impersonation;
using static EksConnector.Core.Diagnosis.Reset.ResetChecks;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Determines what a cluster is registered with again: what the request specifies, and otherwise what the previous registration has.</summary>
internal static class RegistrationRules
{
    private const string DefaultProvider = "OTHER";
    private const int MaximumProviderLength = 40;

    // Tags with this prefix are set by AWS and rejected in a request.
    private const string ReservedTagPrefix = "aws:";

    /// <summary>Returns whether a text is the ARN of an IAM role.</summary>
    public static bool IsRole(string arn) => PrincipalArn.TryParse(arn) is { Kind: PrincipalKind.Role } && arn.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>Returns whether a text is a valid name of a provider.</summary>
    public static bool IsProvider(string text) =>
        text.Length is > 0 and <= MaximumProviderLength && text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');

    /// <summary>Returns the Region of the registration.</summary>
    public static string RegionOf(ClusterSide side, AwsSide aws, ResetRecord? record, ResetRequest request)
    {
        string? region = aws.Cluster is null
            ? request.Registrations.FirstOrDefault(known => known.Region is not null)?.Region ?? record?.Registration.Region ?? side.Settings!.Region.Value ?? aws.Region
            : aws.Region;
        if (region is null)
        {
            throw Refused(side, "the Region of the registration is not known", "Specify it with -Region.");
        }

        CheckRegion(side, region);
        return region;
    }

    /// <summary>Returns the new registration.</summary>
    public static Registration RegistrationOf(
        ClusterSide side, string name, string region, EksCluster? eks, ResetRecord? record, ResetRequest request)
    {
        string role = request.ConnectorRoleArn ?? eks?.ConnectorConfig?.RoleArn ?? record?.Registration.RoleArn ?? throw Refused(
            side,
            $"the cluster '{name}' is not registered in Region {region}, and the role of its agents is not known",
            "Check the name, the Region and the AWS account. To register the cluster, specify the role with -ConnectorRoleArn.");
        string provider = request.Provider ?? eks?.ConnectorConfig?.Provider ?? record?.Registration.Provider ?? DefaultProvider;
        if (!IsRole(role))
        {
            throw Refused(side, $"'{OneLine.Of(role)}' is not the ARN of an IAM role", "Specify the ARN of the role of the agents with -ConnectorRoleArn.");
        }

        if (!IsProvider(provider))
        {
            throw Refused(side, $"'{OneLine.Of(provider)}' is not the name of a provider", "Specify a provider such as EKS_ANYWHERE or OTHER with -Provider.");
        }

        IReadOnlyDictionary<string, string> tags = request.Tags ?? eks?.Tags ?? (eks is null ? record?.Registration.Tags : null) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        return new Registration(
            name,
            region,
            role,
            provider,
            tags.Where(tag => !tag.Key.StartsWith(ReservedTagPrefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal));
    }
}
