using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>An activation of the fake Systems Manager.</summary>
public sealed record FakeSsmActivation
{
    /// <summary>Its region; null for every region.</summary>
    public string? Region { get; init; }

    /// <summary>The name of the role that its instances get; null where SSM does not say.</summary>
    public string? IamRole { get; init; } = "AmazonEKSConnectorAgentRole";

    /// <summary>How many instances may be registered with it; null where SSM does not say.</summary>
    public int? RegistrationLimit { get; init; } = 2;

    /// <summary>How many are registered with it; null for as many as there are in <see cref="FakeAws.Instances"/>.</summary>
    public int? RegistrationsCount { get; init; }

    /// <summary>Until when it can be used; null where SSM does not say.</summary>
    public DateTimeOffset? ExpirationDate { get; init; } = new(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>Whether SSM calls it expired; null for what follows from <see cref="ExpirationDate"/>.</summary>
    public bool? Expired { get; init; }

    /// <summary>When it was made.</summary>
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
