using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Amazon.EKS;
using Amazon.EKS.Internal;
using Amazon.EKS.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;
using Microsoft.AspNetCore.WebUtilities;

namespace EksConnector.Tests.Aws;

/// <summary>Compares the requests of the adapter and the responses of the fake with the published models of the services.</summary>
public sealed partial class ServiceModelTests : AwsTest
{
    private static readonly string[] s_regions = ["eu-west-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // All optional values are set, and every list needs several pages.
        Aws.Clusters["my-cluster"] = Aws.Clusters["my-cluster"] with
        {
            ActivationCode = "PLANTED-AWS-SECRET-code",
            Tags = new Dictionary<string, string> { ["team"] = "edge" },
        };
        Aws.Clusters["second"] = new FakeEksCluster();
        Aws.Activations["00000000-0000-4000-8000-000000000000"] = new FakeSsmActivation();
        Aws.PageSize = 1;
    }

    [SkippableTheory]
    [InlineData("DescribeCluster")]
    [InlineData("ListClusters")]
    public async Task EKS_requests_match_the_service_model(string operation)
    {
        ServiceDescription model = ServiceDescription.Read("eks");
        await AwsCall.CallAsync(await ConnectAsync(), "eks:" + operation);
        Aws.Requests.ShouldNotBeEmpty();
        foreach (FakeAwsRequest request in Aws.Requests)
        {
            JsonNode called = model.Operation(operation);
            var members = (JsonObject)model.Shape((string)called["input"]!["shape"]!)["members"]!;
            string[] parts = request.PathAndQuery.Split('?');
            request.Method.ShouldBe((string?)called["http"]!["method"]);
            parts[0].ShouldBe(((string)called["http"]!["requestUri"]!).Replace("{name}", "my-cluster", StringComparison.Ordinal));
            request.Body.ShouldBeEmpty();
            foreach (string name in QueryHelpers.ParseQuery(parts.Length > 1 ? parts[1] : null).Keys)
            {
                members.Any(member => (string?)member.Value!["location"] == "querystring" && (string?)member.Value["locationName"] == name)
                    .ShouldBeTrue($"The model has no {name}.");
            }

            SignedFor(request).ShouldBe(model.Metadata("signingName") ?? model.Metadata("endpointPrefix"));
            ResponseShouldMatch(model, operation, request);
        }

        new AmazonEKSConfig().ServiceVersion.ShouldBe(model.Metadata("apiVersion"));
        new AmazonEKSConfig().ServiceId.ShouldBe(model.Metadata("serviceId"));
    }

    [SkippableTheory]
    [InlineData("DescribeActivations")]
    [InlineData("DescribeInstanceInformation")]
    public async Task SSM_requests_match_the_service_model(string operation)
    {
        ServiceDescription model = ServiceDescription.Read("ssm");
        await AwsCall.CallAsync(await ConnectAsync(), "ssm:" + operation);
        Aws.Requests.Count.ShouldBe(2);
        foreach (FakeAwsRequest request in Aws.Requests)
        {
            JsonNode called = model.Operation(operation);
            request.Method.ShouldBe((string?)called["http"]!["method"]);
            request.PathAndQuery.ShouldBe((string?)called["http"]!["requestUri"]);
            request.Headers["X-Amz-Target"].ShouldBe(model.Metadata("targetPrefix") + "." + operation);
            request.Headers["Content-Type"].ShouldBe("application/x-amz-json-" + model.Metadata("jsonVersion"));
            model.Differences((string)called["input"]!["shape"]!, JsonNode.Parse(request.Body), operation, isRequest: true).ShouldBeEmpty();
            SignedFor(request).ShouldBe(model.Metadata("signingName") ?? model.Metadata("endpointPrefix"));
            ResponseShouldMatch(model, operation, request);
        }
    }

    [SkippableFact]
    public async Task The_activation_filter_uses_a_key_of_the_service_model()
    {
        // The model of the other operation does not list the values of its filter, only those of the older form.
        ServiceDescription model = ServiceDescription.Read("ssm");
        await AwsCall.CallAsync(await ConnectAsync(), "ssm:DescribeInstanceInformation");
        string? key = (string?)JsonNode.Parse(Aws.Requests[0].Body)!["Filters"]![0]!["Key"];
        model.Shape("InstanceInformationFilterKey")["enum"]!.AsArray().Select(value => (string?)value).ShouldContain(key);
    }

    [SkippableFact]
    public async Task STS_requests_match_the_service_model()
    {
        ServiceDescription model = ServiceDescription.Read("sts");
        await AwsCall.CallAsync(await ConnectAsync(), "sts:GetCallerIdentity");
        FakeAwsRequest request = Aws.Requests.Single();
        JsonNode called = model.Operation("GetCallerIdentity");
        request.Method.ShouldBe((string?)called["http"]!["method"]);
        request.PathAndQuery.ShouldBe((string?)called["http"]!["requestUri"]);
        request.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        QueryHelpers.ParseQuery(request.Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
            .ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "GetCallerIdentity",
                ["Version"] = model.Metadata("apiVersion")!,
            });
        SignedFor(request).ShouldBe(model.Metadata("signingName") ?? model.Metadata("endpointPrefix"));

        var answer = XElement.Parse(request.Answer!);
        answer.Name.NamespaceName.ShouldBe(model.Metadata("xmlNamespace"));
        JsonNode output = called["output"]!;
        XElement result = answer.Elements().First(element => element.Name.LocalName == (string?)output["resultWrapper"]);
        result.Elements().Select(element => element.Name.LocalName)
            .ShouldBe(((JsonObject)model.Shape((string)output["shape"]!)["members"]!).Select(member => member.Key), ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Reads_only_members_of_the_service_model()
    {
        // The responses were compared with the models above, so the members that they contain are in the models.
        ServiceDescription.Read("eks");
        IAwsSession session = await ConnectAsync();
        ShouldBeFull(await session.Eks.DescribeClusterAsync("my-cluster", CancellationToken.None));
        ShouldBeFull((await session.Eks.DescribeClusterAsync("my-cluster", CancellationToken.None)).ConnectorConfig!);
        ShouldBeFull((await session.Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None))!);
        ShouldBeFull((await session.Ssm.FindInstancesAsync(AwsCall.Activation, CancellationToken.None))[0]);
        ShouldBeFull(await session.Sts.GetCallerIdentityAsync(CancellationToken.None));
    }

    [SkippableFact]
    public void The_values_of_the_port_are_those_of_the_service_models()
    {
        ((string[])["PENDING", "ACTIVE", "FAILED", "DELETING"]).ShouldBeSubsetOf(Enumeration("eks", "ClusterStatus"));
        Enumeration("ssm", "PingStatus").ShouldBe(["Online", "ConnectionLost", "Inactive"], ignoreOrder: true);
        ((string[])["EKS_ANYWHERE", "OTHER"]).ShouldBeSubsetOf(Enumeration("eks", "ConnectorConfigProvider"));
    }

    [SkippableTheory]
    [InlineData("eks", "DescribeCluster")]
    [InlineData("eks", "ListClusters")]
    [InlineData("ssm", "DescribeActivations")]
    [InlineData("ssm", "DescribeInstanceInformation")]
    public async Task Reports_every_error_of_the_service_model(string service, string operation)
    {
        (string Code, int Status)[] errors = ServiceDescription.Read(service).Errors(operation).ToArray();
        errors.ShouldNotBeEmpty();
        foreach ((string code, int status) in errors)
        {
            Aws.Heal();
            Aws.Fail($"{service}:{operation}", new FakeAwsFault(status, code, "The service says no."));
            EksConnectorException e = await ShouldFailAsync($"{service}:{operation}", code switch
            {
                "ResourceNotFoundException" => ErrorIds.AwsClusterNotFound,
                _ when status >= 500 => ErrorIds.AwsServiceError,
                _ => ErrorIds.AwsRequestInvalid,
            });
            e.Reason.ShouldBe(code);
            e.StatusCode.ShouldBe(status);
            e.Message.ShouldContain("The service says no.");
        }
    }

    [SkippableTheory]
    [InlineData("eks", "DescribeCluster", "ResourceNotFoundException")]
    [InlineData("eks", "ListClusters", "InvalidParameterException")]
    [InlineData("ssm", "DescribeActivations", "InvalidFilter")]
    [InlineData("ssm", "DescribeActivations", "InvalidNextToken")]
    [InlineData("ssm", "DescribeInstanceInformation", "InvalidFilterKey")]
    [InlineData("ssm", "DescribeInstanceInformation", "InvalidNextToken")]
    public async Task The_fake_returns_the_errors_of_the_service_model(string service, string operation, string code)
    {
        ServiceDescription model = ServiceDescription.Read(service);
        var credentials = new BasicAWSCredentials(FakeAws.AccessKeyId, FakeAws.SecretAccessKey);
        using var eks = new AmazonEKSClient(credentials, new AmazonEKSConfig { AuthenticationRegion = FakeAws.Region, ServiceURL = Aws.Endpoint });
        using var ssm = new AmazonSimpleSystemsManagementClient(
            credentials, new AmazonSimpleSystemsManagementConfig { AuthenticationRegion = FakeAws.Region, ServiceURL = Aws.Endpoint });
        string? token = code == "InvalidNextToken" ? "x" : null;
        Func<Task> call = operation switch
        {
            "DescribeCluster" => () => eks.DescribeClusterAsync(new DescribeClusterRequest { Name = "nowhere" }),
            "ListClusters" => () => eks.ListClustersAsync(new ListClustersRequest { NextToken = "x" }),
            "DescribeActivations" => () => ssm.DescribeActivationsAsync(new DescribeActivationsRequest
            {
                NextToken = token,
                Filters = token is null ? [new DescribeActivationsFilter { FilterKey = "Name", FilterValues = ["x"] }] : null,
            }),
            _ => () => ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest
            {
                NextToken = token,
                Filters = token is null ? [new InstanceInformationStringFilter { Key = "Name", Values = ["x"] }] : null,
            }),
        };
        AmazonServiceException e = await Should.ThrowAsync<AmazonServiceException>(call);
        e.ErrorCode.ShouldBe(code);
        model.Errors(operation).ShouldContain((code, (int)e.StatusCode));
    }

    [SkippableFact]
    public void The_EKS_endpoints_follow_the_endpoint_rules()
    {
        string path = Path.Combine(ServiceDescription.Read("eks").Folder, "endpoint-rule-set-1.json");
        Skip.IfNot(File.Exists(path), "The installed models have no endpoint rules.");
        string[] rules = Address().Matches(File.ReadAllText(path)).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToArray();
        var endpoints = new AmazonEKSEndpointProvider();
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (string region in s_regions)
        {
            foreach ((bool fips, bool dualStack) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                try
                {
                    string url = endpoints.ResolveEndpoint(new EndpointParameters
                    {
                        [AmazonEKSEndpointProvider.Region] = region,
                        [AmazonEKSEndpointProvider.UseFips] = fips,
                        [AmazonEKSEndpointProvider.UseDualStack] = dualStack,
                        [AmazonEKSEndpointProvider.Endpoint] = null,
                    }).URL;
                    string suffix = "{PartitionResult#" + (dualStack ? "dualStackDnsSuffix" : "dnsSuffix") + "}";
                    own.Add(url[..(url.IndexOf(region, StringComparison.Ordinal) + region.Length + 1)].Replace(region, "{Region}", StringComparison.Ordinal) + suffix);
                }
                catch (AmazonClientException)
                {
                    // The partition does not have these endpoints.
                }
            }
        }

        own.ShouldBe(rules, ignoreOrder: true);
    }

    private static string SignedFor(FakeAwsRequest request) => request.Headers["Authorization"].Split("Credential=")[1].Split('/')[3];

    private static void ResponseShouldMatch(ServiceDescription model, string operation, FakeAwsRequest request)
    {
        request.AnswerStatus.ShouldBe(200);
        string shape = (string)model.Operation(operation)["output"]!["shape"]!;
        model.Differences(shape, JsonNode.Parse(request.Answer!), operation, isRequest: false).ShouldBeEmpty();
    }

    private static string[] Enumeration(string service, string shape) =>
        ServiceDescription.Read(service).Shape(shape)["enum"]!.AsArray().Select(value => (string)value!).ToArray();

    private static void ShouldBeFull(object value)
    {
        foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties())
        {
            property.GetValue(value).ShouldNotBeNull(property.Name);
        }
    }

    [GeneratedRegex("""https://[^"]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
