using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>
/// Loads the section <c>aws</c> of a scenario into the fake of AWS. Unknown fields are errors, so that a typing error cannot change the
/// meaning of a test.
/// </summary>
internal static class FakeAwsScenario
{
    public static void Load(FakeAws aws, JsonObject scenario)
    {
        aws.Heal();
        aws.Clusters.Clear();
        aws.Activations.Clear();
        aws.Instances.Clear();
        if (scenario["aws"] is not JsonObject section)
        {
            return;
        }

        var all = new FakeAwsFields("aws", section);
        string region = all.Text("region") ?? FakeAws.Region;
        foreach ((string name, FakeAwsFields fields) in all.Objects("clusters"))
        {
            aws.Clusters[name] = Cluster(fields, region);
        }

        foreach ((string id, FakeAwsFields fields) in all.Objects("activations"))
        {
            aws.Activations[id] = Activation(fields, region);
        }

        foreach ((string id, FakeAwsFields fields) in all.Objects("instances"))
        {
            aws.Instances[id] = Instance(fields, region);
        }

        foreach (string action in all.Texts("denied"))
        {
            aws.Denied[action] = true;
        }

        foreach ((string action, FakeAwsFields fields) in all.Objects("fail"))
        {
            Fail(aws, action, fields);
        }

        aws.IsTokenExpired = all.Flag("tokenExpired") ?? false;
        aws.Delay = all.Duration("delay");
        aws.ClockOffset = all.Duration("clockOffset");
        all.RejectUnknownFields();
    }

    private static FakeEksCluster Cluster(FakeAwsFields fields, string region)
    {
        FakeAwsFields? config = fields.Object("connectorConfig");
        var cluster = new FakeEksCluster
        {
            Region = fields.Text("region") ?? region,
            Status = fields.Text("status") ?? "ACTIVE",
            CreatedAt = fields.Time("createdAt") ?? DateTimeOffset.UtcNow,
            IsConnected = config is not null,
            ActivationId = config?.Text("activationId"),
            ActivationCode = config?.Text("activationCode"),
            ActivationExpiry = config?.Time("activationExpiry"),
            Provider = config?.Text("provider"),
            RoleArn = config?.Text("roleArn"),
            WritesIsoTimes = fields.Flag("isoTimes") ?? false,
        };
        config?.RejectUnknownFields();
        fields.RejectUnknownFields();
        return cluster;
    }

    private static FakeSsmActivation Activation(FakeAwsFields fields, string region)
    {
        var activation = new FakeSsmActivation
        {
            Region = fields.Text("region") ?? region,
            IamRole = fields.Text("iamRole"),
            RegistrationLimit = fields.Integer("registrationLimit"),
            RegistrationsCount = fields.Integer("registrationsCount"),
            ExpirationDate = fields.Time("expirationDate"),
            Expired = fields.Flag("expired"),
            CreatedDate = fields.Time("createdDate") ?? DateTimeOffset.UtcNow,
        };
        fields.RejectUnknownFields();
        return activation;
    }

    private static FakeSsmInstance Instance(FakeAwsFields fields, string region)
    {
        var instance = new FakeSsmInstance
        {
            Region = fields.Text("region") ?? region,
            ActivationId = fields.Text("activationId") ?? throw new InvalidDataException("An instance has no activationId."),
            PingStatus = fields.Text("pingStatus"),
            LastPingDateTime = fields.Time("lastPingDateTime"),
            AgentVersion = fields.Text("agentVersion"),
        };
        fields.RejectUnknownFields();
        return instance;
    }

    private static void Fail(FakeAws aws, string action, FakeAwsFields fields)
    {
        int times = fields.Integer("times") ?? int.MaxValue;
        if (fields.Flag("throttled") is true)
        {
            aws.Throttle(action, times);
        }
        else
        {
            string code = fields.Text("code") ?? throw new InvalidDataException($"The failure of {action} has no code.");
            string message = fields.Text("message") ?? string.Create(CultureInfo.InvariantCulture, $"{action} fails.");
            aws.Fail(action, new FakeAwsFault(fields.Integer("status") ?? 400, code, message), times);
        }

        fields.RejectUnknownFields();
    }
}
