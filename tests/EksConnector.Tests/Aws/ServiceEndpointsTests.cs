using Amazon.EKS.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using EksConnector.Aws.Errors;

namespace EksConnector.Tests.Aws;

public sealed class ServiceEndpointsTests
{
    // The hosts follow from the published endpoint rules of the service.
    [Theory]
    [InlineData("eu-west-1", false, false, "https://eks.eu-west-1.amazonaws.com")]
    [InlineData("eu-west-1", false, true, "https://eks.eu-west-1.api.aws")]
    [InlineData("us-east-1", true, false, "https://fips.eks.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", true, true, "https://eks-fips.us-east-1.api.aws")]
    [InlineData("us-gov-west-1", true, false, "https://eks.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", false, false, "https://eks.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "https://eks.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("eu-new-9", false, false, "https://eks.eu-new-9.amazonaws.com")]
    public void Finds_the_endpoint_of_a_Region(string region, bool fips, bool dualStack, string expected) =>
        Resolve(region, fips, dualStack, null).ShouldBe(expected);

    [Fact]
    public void A_configured_endpoint_takes_precedence() =>
        Resolve("eu-west-1", false, false, "https://vpce.example").ShouldBe("https://vpce.example");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Rejects_a_custom_endpoint_with_FIPS_or_dual_stack(bool fips, bool dualStack) => AwsErrors
        .Translate(
            Should.Throw<AmazonClientException>(() => Resolve("eu-west-1", fips, dualStack, "https://vpce.example")),
            new AwsCallSite("eks:ListClusters", "eu-west-1"),
            TimeSpan.FromSeconds(1),
            [])
        .ErrorId.ShouldBe(ErrorIds.AwsEndpointInvalid);

    private static string Resolve(string region, bool fips, bool dualStack, string? configured) =>
        new AmazonEKSEndpointProvider().ResolveEndpoint(new EndpointParameters
        {
            [AmazonEKSEndpointProvider.Region] = region,
            [AmazonEKSEndpointProvider.UseFips] = fips,
            [AmazonEKSEndpointProvider.UseDualStack] = dualStack,
            [AmazonEKSEndpointProvider.Endpoint] = configured,
        }).URL;
}
