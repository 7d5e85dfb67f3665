using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>An activation in the fake of Systems Manager.</summary>
public sealed record FakeSsmActivation
{
    /// <summary>The Region; null for all Regions.</summary>
    public string? Region { get; init; }

    /// <summary>The name of the role of the instances; null to omit it from responses.</summary>
    public string? IamRole { get; init; } = "AmazonEKSConnectorAgentRole";

    /// <summary>The maximum number of registrations; null to omit it from responses.</summary>
    public int? RegistrationLimit { get; init; } = 2;

    /// <summary>The number of registrations; null to count <see cref="FakeAws.Instances"/>.</summary>
    public int? RegistrationsCount { get; init; }

    /// <summary>The time when it expires; null to omit it from responses.</summary>
    public DateTimeOffset? ExpirationDate { get; init; } = new(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>Whether it is reported as expired; null to derive it from <see cref="ExpirationDate"/>.</summary>
    public bool? Expired { get; init; }

    /// <summary>The time of creation.</summary>
    public DateTimeOffset CreatedDate { get; init; } = new(2021, 11, 10, 6, 28, 51, 101, TimeSpan.Zero);

    internal JsonObject ToModel(string id, int registrations, DateTimeOffset now) => FakeAwsAnswer.WithoutNulls(new JsonObject
    {
        ["ActivationId"] = id,
        [nameof(IamRole)] = IamRole,
        [nameof(RegistrationLimit)] = RegistrationLimit,
        [nameof(RegistrationsCount)] = RegistrationsCount ?? registrations,
        [nameof(ExpirationDate)] = ExpirationDate is { } expiry ? FakeAwsAnswer.Epoch(expiry) : null,
        [nameof(Expired)] = Expired ?? ExpirationDate < now,
        [nameof(CreatedDate)] = FakeAwsAnswer.Epoch(CreatedDate),
        ["Tags"] = new JsonArray(),
    });
}
