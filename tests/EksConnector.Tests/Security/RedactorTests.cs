namespace EksConnector.Tests.Security;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("init --activation.code=PLANTED-1 --agent.region=us-west-2", "init --activation.code=[redacted] --agent.region=us-west-2")]
    [InlineData("--activation.code PLANTED-1", "--activation.code [redacted]")]
    [InlineData("EKS_ACTIVATION_CODE=PLANTED-1", "EKS_ACTIVATION_CODE=[redacted]")]
    [InlineData("\"activationCode\": \"PLANTED-1\", \"x\": 1", "\"activationCode\": \"[redacted]\", \"x\": 1")]
    [InlineData("{\"privateKey\":\"PLANTED-1\",\"region\":\"us-west-2\"}", "{\"privateKey\":\"[redacted]\",\"region\":\"us-west-2\"}")]
    [InlineData("client-key-data: UExBTlRFRA==", "client-key-data: [redacted]")]
    [InlineData("password: PLANTED-1", "password: [redacted]")]
    [InlineData("Authorization: Bearer PLANTED-12345678", "Authorization: Bearer [redacted]")]
    [InlineData("token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJl.PLANTED_sig and more", "token [redacted] and more")]
    [InlineData("https_proxy=http://user:PLANTED-1@proxy:3128/", "https_proxy=http://user:[redacted]@proxy:3128/")]
    [InlineData("aws_secret_access_key = PLANTED/1+2", "aws_secret_access_key = [redacted]")]
    [InlineData("GET /?X-Amz-Signature=PLANTED1&X-Amz-Date=20260101", "GET /?X-Amz-Signature=[redacted]&X-Amz-Date=20260101")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nPLANTED\n-----END RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----")]
    public void A_secret_is_replaced_and_nothing_else(string text, string redacted) => Redactor.Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("init --activation.code=$(EKS_ACTIVATION_CODE) --agent.region=us-west-2")]
    [InlineData("activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4")]
    [InlineData("GET https://10.0.0.1:6443/api/v1/namespaces/eks-connector/pods?labelSelector=app%3Deks-connector")]
    [InlineData("secrets \"eks-connector-state-0\" is forbidden")]
    [InlineData("no password was given; the basic idea: bearer of news")]
    [InlineData("F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation:")]
    public void Text_without_a_secret_is_the_same_string(string text) => Redactor.Redact(text).ShouldBeSameAs(text);

    [Fact]
    public void Nothing_is_empty_text() => Redactor.Redact(null).ShouldBeEmpty();

    [Fact]
    public void A_secret_text_does_not_show_itself() => $"{new SecretText("PLANTED-1")}".ShouldNotContain("PLANTED");

    [Fact]
    public void An_exception_is_redacted_as_it_is_made()
    {
        var exception = new EksConnectorException(
            "X", FailureCategory.InvalidData, "password: PLANTED-1", "not http://u:PLANTED-2@h", new InvalidOperationException("PLANTED-3"));
        exception.ToString().ShouldNotContain("PLANTED");
        exception.RecommendedAction.ShouldNotContain("PLANTED");
    }
}
