namespace EksConnector.Core.Aws;

/// <summary>Which AWS API is asked, and as whom; what is not given comes from the usual chain (environment, profile, metadata).</summary>
public sealed record AwsConnectionSource
{
    /// <summary>The region, such as <c>eu-west-1</c>; null for <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, then the profile's.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the AWS configuration files; null for the credentials chain.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The id of an access key; it goes with <see cref="SecretAccessKey"/> and wins over a profile.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of the access key.</summary>
    public SecretText? SecretAccessKey { get; init; }

    /// <summary>The session token, where the access key is a temporary one.</summary>
    public SecretText? SessionToken { get; init; }

    /// <summary>A role to assume: with <see cref="WebIdentityToken"/> where there is one, else with the other credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The token of an identity provider that <see cref="RoleArn"/> trusts.</summary>
    public SecretText? WebIdentityToken { get; init; }

    /// <summary>
    /// The one address at which EKS, SSM and STS are asked (STS also where it assumes the role), as <c>AWS_ENDPOINT_URL</c> means
    /// it; null for the region's own addresses, or what <c>AWS_ENDPOINT_URL_EKS</c>, <c>_SSM</c>, <c>_STS</c>,
    /// <c>AWS_ENDPOINT_URL</c> and the profile say. It wins over all of these.
    /// </summary>
    public string? EndpointUrl { get; init; }

    /// <summary>Whether anything says which AWS is asked, or as whom.</summary>
    internal bool IsGiven =>
        (Region ?? ProfileName ?? AccessKeyId ?? RoleArn ?? EndpointUrl) is not null || (SecretAccessKey ?? SessionToken ?? WebIdentityToken) is not null;

    /// <summary>How long finding credentials, and one call or list with its retries and pages, may each take: 1 second to 1 hour.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
