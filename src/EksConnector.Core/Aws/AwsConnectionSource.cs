namespace EksConnector.Core.Aws;

/// <summary>The settings of a connection to AWS. Settings that are not specified come from the default chain (environment, profile, metadata).</summary>
public sealed record AwsConnectionSource
{
    /// <summary>The Region, such as <c>eu-west-1</c>; null for <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, or the Region of the profile.</summary>
    public string? Region { get; init; }

    /// <summary>The name of a profile in the AWS configuration files; null for the default credential chain.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The access key ID, which requires <see cref="SecretAccessKey"/> and takes precedence over a profile.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    public SecretText? SecretAccessKey { get; init; }

    /// <summary>The session token of temporary credentials.</summary>
    public SecretText? SessionToken { get; init; }

    /// <summary>The ARN of the role to assume, with <see cref="WebIdentityToken"/> if it is set, and otherwise with the other credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The token of an identity provider that the role in <see cref="RoleArn"/> trusts.</summary>
    public SecretText? WebIdentityToken { get; init; }

    /// <summary>
    /// The endpoint URL for EKS, Systems Manager and STS (also for assuming the role), like <c>AWS_ENDPOINT_URL</c>; null for
    /// <c>AWS_ENDPOINT_URL_EKS</c>, <c>_SSM</c>, <c>_STS</c>, <c>AWS_ENDPOINT_URL</c>, the endpoints of the profile, or those of the
    /// Region. It takes precedence over all of these.
    /// </summary>
    public string? EndpointUrl { get; init; }

    /// <summary>Whether any setting is specified.</summary>
    internal bool IsGiven =>
        (Region ?? ProfileName ?? AccessKeyId ?? RoleArn ?? EndpointUrl) is not null || (SecretAccessKey ?? SessionToken ?? WebIdentityToken) is not null;

    /// <summary>The timeout for finding credentials, and for one call or list including its retries and pages: 1 second to 1 hour.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
