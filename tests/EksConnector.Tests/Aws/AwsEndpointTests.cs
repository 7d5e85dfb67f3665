using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The endpoints of the services.</summary>
[Collection(nameof(AwsGroup))]
public sealed class AwsEndpointTests : AwsEnvironmentTest
{
    // A request to this address has a different error than one to the fake.
    private const string UnusedEndpoint = "http://127.0.0.1:1";

    public static TheoryData<string> All => AwsCall.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_address_in_the_environment_applies_to_all_services(string action)
    {
        await AwsCall.CallAsync(await ConnectAsync(), action);
        Aws.Requests.ShouldAllBe(request => request.Action == action);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_specified_address_applies_to_all_services_and_takes_precedence(string action)
    {
        SetAll(UnusedEndpoint);
        await AwsCall.CallAsync(await ConnectAsync(Keys with { EndpointUrl = Aws.Endpoint }), action);
        Aws.Requests.ShouldAllBe(request => request.Action == action);
    }

    [Fact]
    public async Task Rejects_FIPS_of_a_profile_with_a_custom_endpoint()
    {
        AwsEnvironment.Write("config", "[profile fips]\nregion = eu-west-1\nuse_fips_endpoint = true\naws_access_key_id = AKIATEST\naws_secret_access_key = x\n");
        await ShouldFailAsync("eks:DescribeCluster", ErrorIds.AwsEndpointInvalid, new AwsConnectionSource { ProfileName = "fips", EndpointUrl = Aws.EksEndpoint });
    }

    [Fact]
    public async Task A_specified_address_is_used_to_assume_the_role()
    {
        SetAll(UnusedEndpoint);
        IAwsSession session = await ConnectAsync(
            Keys with { EndpointUrl = Aws.Endpoint, RoleArn = "arn:aws:iam::111122223333:role/reader" });
        await AwsCall.CallAsync(session, "eks:DescribeCluster");
        Aws.Requests.Select(request => request.Action).ShouldBe(["sts:AssumeRole", "eks:DescribeCluster"]);
    }

    [Theory]
    [InlineData("eks:DescribeCluster", "AWS_ENDPOINT_URL_EKS")]
    [InlineData("ssm:DescribeActivations", "AWS_ENDPOINT_URL_SSM")]
    [InlineData("sts:GetCallerIdentity", "AWS_ENDPOINT_URL_STS")]
    public async Task The_address_of_one_service_takes_precedence_over_the_general_one(string action, string variable)
    {
        Environment.Set("AWS_ENDPOINT_URL", UnusedEndpoint);
        Environment.Set(variable, Aws.Endpoint);
        await AwsCall.CallAsync(await ConnectAsync(), action);
        Aws.Requests.ShouldHaveSingleItem().Action.ShouldBe(action);
    }

    [Theory]
    [InlineData("eks:DescribeCluster", "services")]
    [InlineData("ssm:DescribeActivations", "services")]
    [InlineData("sts:GetCallerIdentity", "services")]
    [InlineData("eks:DescribeCluster", "endpoint")]
    [InlineData("ssm:DescribeActivations", "endpoint")]
    [InlineData("sts:GetCallerIdentity", "endpoint")]
    public async Task Uses_the_addresses_of_a_profile(string action, string profile)
    {
        Environment.Set("AWS_ENDPOINT_URL", null);
        string keys = $"region = us-west-2\naws_access_key_id = {FakeAws.AccessKeyId}\naws_secret_access_key = {FakeAws.SecretAccessKey}\n";
        AwsEnvironment.Write("config", $"""
            [profile endpoint]
            {keys}endpoint_url = {Aws.Endpoint}
            [profile services]
            {keys}endpoint_url = {UnusedEndpoint}
            services = fake
            [services fake]
            eks =
              endpoint_url = {Aws.Endpoint}
            ssm =
              endpoint_url = {Aws.Endpoint}
            sts =
              endpoint_url = {Aws.Endpoint}

            """);
        await AwsCall.CallAsync(await ConnectAsync(new AwsConnectionSource { ProfileName = profile }), action);
        Aws.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("eks:DescribeCluster")]
    [InlineData("ssm:DescribeActivations")]
    [InlineData("sts:GetCallerIdentity")]
    public async Task Rejects_FIPS_with_a_custom_address(string action)
    {
        Environment.Set("AWS_USE_FIPS_ENDPOINT", "true");
        await ShouldFailAsync(action, ErrorIds.AwsEndpointInvalid);
        Aws.Requests.ShouldBeEmpty();
    }

    private void SetAll(string url)
    {
        foreach (string variable in new[] { "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EKS", "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_STS" })
        {
            Environment.Set(variable, url);
        }
    }
}
