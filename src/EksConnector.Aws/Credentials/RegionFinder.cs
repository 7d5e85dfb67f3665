using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime.CredentialManagement;
using Amazon.Util;
using EksConnector.Aws.Errors;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Credentials;

/// <summary>Finds the Region: explicit, environment, profile, instance.</summary>
internal static class RegionFinder
{
    private const int MaximumNameLength = 63;

    // The metadata service is local: it responds quickly or not at all.
    private static readonly TimeSpan s_metadataTimeout = TimeSpan.FromSeconds(3);

    public static async Task<string> FindAsync(AwsConnectionSource source, CredentialProfile? profile, CancellationToken cancellationToken)
    {
        string? region = source.Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? profile?.Region?.SystemName;
        if (region is null && source.AccessKeyId is null && source.ProfileName is null)
        {
            region = await FromInstanceAsync(cancellationToken).ConfigureAwait(false);
        }

        return Validated(region ?? throw new EksConnectorException(
            ErrorIds.AwsRegionMissing,
            FailureCategory.InvalidArgument,
            "No AWS Region was found in the environment or in the profile.",
            "Specify -Region, set AWS_REGION, or set the Region of the profile with: aws configure set region REGION"));
    }

    // The Region becomes part of a host name.
    private static string Validated(string region) =>
        region.Length is > 0 and <= MaximumNameLength && !region.StartsWith('-') && !region.EndsWith('-')
        && region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? region
            : throw new EksConnectorException(
                ErrorIds.AwsRegionInvalid,
                FailureCategory.InvalidArgument,
                $"'{AwsText.Clean(region)}' is not a valid AWS Region.",
                "Specify a Region such as eu-west-1.");

    [SuppressMessage("Design", "CA1031", Justification = "Any failure of the instance metadata means that there is no Region.")]
    private static async Task<string?> FromInstanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Task.Run(() => EC2InstanceMetadata.Region, CancellationToken.None)
                .WaitAsync(s_metadataTimeout, cancellationToken).ConfigureAwait(false))?.SystemName;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Most computers are not EC2 instances.
            return null;
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
