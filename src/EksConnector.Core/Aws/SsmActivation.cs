namespace EksConnector.Core.Aws;

/// <summary>An activation as Systems Manager knows it (<c>SSM DescribeActivations</c>).</summary>
public sealed record SsmActivation
{
    /// <summary>Its id, a GUID.</summary>
    public required string ActivationId { get; init; }

    /// <summary>Whether it has expired; null where SSM did not say.</summary>
    public bool? Expired { get; init; }

    /// <summary>Until when it can be used (UTC); null where SSM did not say.</summary>
    public DateTime? ExpirationDate { get; init; }

    /// <summary>How many instances may be registered with it, 1 or more; null where SSM did not say.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>How many instances are registered with it; null where SSM did not say.</summary>
    public int? RegistrationsCount { get; init; }

    /// <summary>The name of the IAM role that the instances get; null where SSM did not say.</summary>
    public string? IamRole { get; init; }
}
