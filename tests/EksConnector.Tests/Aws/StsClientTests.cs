using EksConnector.Core.Aws;

namespace EksConnector.Tests.Aws;

public sealed class StsClientTests : AwsTest
{
    [Fact]
    public async Task Returns_the_caller_identity()
    {
        AwsCaller caller = await (await ConnectAsync()).Sts.GetCallerIdentityAsync(CancellationToken.None);
        caller.ShouldBe(new AwsCaller("111122223333", "arn:aws:iam::111122223333:user/tester"));
        Log.Texts.ShouldContain(text => text.StartsWith($"POST {Aws.Endpoint}/: 200, ", StringComparison.Ordinal));
        Aws.Requests.Single().Region.ShouldBe("us-west-2");
    }

    [Fact]
    public async Task An_assumed_role_is_the_caller()
    {
        IAwsSession session = await ConnectAsync(Keys with { RoleArn = "arn:aws:iam::111122223333:role/reader" });
        (await session.Sts.GetCallerIdentityAsync(CancellationToken.None)).Arn
            .ShouldStartWith("arn:aws:sts::111122223333:assumed-role/reader/EksConnector-");
    }
}
