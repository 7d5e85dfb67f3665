using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace EksConnector.FakeCluster.Aws;

/// <summary>The operations of the fake of STS, and the endpoint for the credentials of a container.</summary>
internal static class FakeSts
{
    public static Task HandleAsync(FakeAws aws, FakeAwsCall call, FakeAwsKey? key) => call.Operation switch
    {
        "AssumeRole" or "AssumeRoleWithWebIdentity" => AssumeRoleAsync(aws, call),
        "GetCallerIdentity" => FakeAwsAnswer.StsAsync(
            call,
            new XElement("Arn", key!.PrincipalArn),
            new XElement("UserId", "AIDAEXAMPLE"),
            new XElement("Account", FakeAws.Account)),
        _ => FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(400, "InvalidAction", "The operation is not supported.")),
    };

    public static Task ContainerAsync(FakeAws aws, FakeAwsCall call)
    {
        FakeAwsKey key = aws.AddSession($"arn:aws:sts::{FakeAws.Account}:assumed-role/task/container");
        return FakeAwsAnswer.JsonAsync(call, new JsonObject
        {
            ["AccessKeyId"] = key.AccessKeyId,
            ["SecretAccessKey"] = key.Secret,
            ["Token"] = key.SessionToken,
            ["Expiration"] = Time(aws.Now.AddHours(1)),
        });
    }

    private static Task AssumeRoleAsync(FakeAws aws, FakeAwsCall call)
    {
        string session = call.Form["RoleArn"].Replace(":iam:", ":sts:", StringComparison.Ordinal)
            .Replace(":role/", ":assumed-role/", StringComparison.Ordinal) + "/" + call.Form["RoleSessionName"];
        FakeAwsKey key = aws.AddSession(session);
        return FakeAwsAnswer.StsAsync(
            call,
            new XElement(
                "Credentials",
                new XElement("AccessKeyId", key.AccessKeyId),
                new XElement("SecretAccessKey", key.Secret),
                new XElement("SessionToken", key.SessionToken),
                new XElement("Expiration", Time(aws.Now.AddHours(1)))),
            new XElement("AssumedRoleUser", new XElement("AssumedRoleId", "AROA:session"), new XElement("Arn", session)));
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
