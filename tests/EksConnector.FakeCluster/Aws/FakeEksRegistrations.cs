using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>RegisterCluster and DeregisterCluster of the fake of EKS, with the activations in the fake of Systems Manager.</summary>
internal static class FakeEksRegistrations
{
    private static readonly TimeSpan s_validity = TimeSpan.FromDays(3);

    public static Task RegisterAsync(FakeAws aws, FakeAwsCall call)
    {
        JsonObject body = call.Json();
        string name = (string?)body["name"] ?? string.Empty;
        if (body["connectorConfig"] is not JsonObject config || (string?)config["roleArn"] is not { } role || (string?)config["provider"] is not { } provider)
        {
            return FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(400, "InvalidParameterException", "connectorConfig must not be null."));
        }

        string token = (string?)body["clientRequestToken"] ?? string.Empty;
        DateTimeOffset now = aws.Now;
        var cluster = new FakeEksCluster
        {
            Region = call.Region,
            Status = "PENDING",
            CreatedAt = now,
            ActivationId = Guid.NewGuid().ToString(),
            ActivationCode = $"PLANTED-NEW-CODE-{Guid.NewGuid():N}",
            ActivationExpiry = now + s_validity,
            Provider = provider,
            RoleArn = role,
            Tags = (body["tags"] as JsonObject ?? []).ToDictionary(tag => tag.Key, tag => (string)tag.Value!, StringComparer.Ordinal),
            RequestToken = token,
        };
        FakeEksCluster existing = aws.Clusters.GetOrAdd(name, cluster);
        if (!ReferenceEquals(existing, cluster) && (existing.RequestToken != token || token.Length == 0))
        {
            return FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(409, "ResourceInUseException", $"Cluster already exists with name: {name}"));
        }

        aws.Activations[existing.ActivationId!] = new FakeSsmActivation { Region = call.Region, ExpirationDate = existing.ActivationExpiry, CreatedDate = now };
        return FakeAwsAnswer.JsonAsync(call, new JsonObject { ["cluster"] = existing.ToModel(name, call.Region!, withCode: true) });
    }

    public static Task DeregisterAsync(FakeAws aws, FakeAwsCall call, string name)
    {
        if (!aws.Clusters.TryRemove(name, out FakeEksCluster? cluster))
        {
            return FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(404, "ResourceNotFoundException", $"No cluster found for name: {name}."));
        }

        if (cluster.ActivationId is { } activation)
        {
            aws.Activations.TryRemove(activation, out _);
            foreach (string instance in aws.Instances.Where(pair => pair.Value.ActivationId == activation).Select(pair => pair.Key).ToArray())
            {
                aws.Instances.TryRemove(instance, out _);
            }
        }

        return FakeAwsAnswer.JsonAsync(call, new JsonObject { ["cluster"] = (cluster with { Status = "DELETING" }).ToModel(name, call.Region!, withCode: false) });
    }
}
