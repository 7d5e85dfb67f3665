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
    [InlineData("--activation.code=PLANTED-1", "--activation.code=[redacted]")]
    [InlineData("- --activation.code=\"PLANTED-1\"", "- --activation.code=\"[redacted]\"")]
    [InlineData("[\"--activation.code\", \"PLANTED-1\", \"--agent.region\"]", "[\"--activation.code\", \"[redacted]\", \"--agent.region\"]")]
    [InlineData("\"EKS_ACTIVATION_CODE\": \"PLANTED-1\"", "\"EKS_ACTIVATION_CODE\": \"[redacted]\"")]
    [InlineData("- name: EKS_ACTIVATION_CODE\n  value: PLANTED-1\n", "- name: EKS_ACTIVATION_CODE\n  value: [redacted]\n")]
    [InlineData("{\"name\":\"EKS_ACTIVATION_CODE\",\"value\":\"PLANTED-1\"}", "{\"name\":\"EKS_ACTIVATION_CODE\",\"value\":\"[redacted]\"}")]
    [InlineData("--set eks.activationCode=PLANTED-1 --set x=y", "--set eks.activationCode=[redacted] --set x=y")]
    [InlineData("  ActivationCode: \"PLANTED-1\",", "  ActivationCode: \"[redacted]\",")]
    [InlineData("{ActivationCode:PLANTED-1 ActivationId:6f0d3c9e}", "{ActivationCode:[redacted] ActivationId:6f0d3c9e}")]
    [InlineData("amazon-ssm-agent -register -code \"PLANTED/1+23456789012\" -id 6f0d", "amazon-ssm-agent -register -code \"[redacted]\" -id 6f0d")]
    [InlineData("data:\n  code: UExBTlRFRC1DT0RFLTRwTGU5elFt\n", "data:\n  code: [redacted]\n")]
    [InlineData("\\\"privateKey\\\":\\\"PLANTED-1\\\",\\\"region\\\"", "\\\"privateKey\\\":\\\"[redacted]\\\",\\\"region\\\"")]
    [InlineData("{\"password\": \"PLANTED 1, PLANTED \\\" 2\", \"x\": 1}", "{\"password\": \"[redacted]\", \"x\": 1}")]
    [InlineData("password='PLANTED 1' x", "password='[redacted]' x")]
    [InlineData("password: \"PLANTED 1", "password: \"[redacted]")]
    [InlineData("password=PLANT\u00c4\u00a0\u0085ED x", "password=[redacted] x")]
    [InlineData("DB_PASSWORD=PLANTED-1", "DB_PASSWORD=[redacted]")]
    [InlineData("AWS_SESSION_TOKEN=PLANTED-1", "AWS_SESSION_TOKEN=[redacted]")]
    [InlineData("<SessionToken>PLANTED-1</SessionToken>", "<SessionToken>[redacted]</SessionToken>")]
    [InlineData("SessionToken: \"PLANTED-1\"", "SessionToken: \"[redacted]\"")]
    [InlineData("\"TokenValue\":\"PLANTED-1\"", "\"TokenValue\":\"[redacted]\"")]
    [InlineData("    token: PLANTED-TOKEN", "    token: [redacted]")]
    [InlineData("{namespace: x, token: PLANTED-TOKEN}", "{namespace: x, token: [redacted]}")]
    [InlineData("using token: 07401b.f395accd246ae52d", "using token: [redacted]")]
    [InlineData("https://host/?token=PLANTED-1", "https://host/?token=[redacted]")]
    [InlineData("X-Amz-Security-Token: PLANTED-1", "X-Amz-Security-Token: [redacted]")]
    [InlineData("map[X-Amz-Security-Token:[PLANTED-1] Accept:[x]]", "map[X-Amz-Security-Token:[[redacted]] Accept:[x]]")]
    [InlineData("Authorization:[Basic PLANTED]", "Authorization:[Basic [redacted]]")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=0123456789abcdef0123456789abcdef", "AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=[redacted]")]
    [InlineData("got IQoJb3JpZ2luX2VjPLANTED1234567 here", "got [redacted] here")]
    [InlineData("k8s-aws-v1.aHR0cHM6Ly9PLANTED", "k8s-aws-v1.[redacted]")]
    [InlineData("tls.key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo= x", "tls.key: [redacted] x")]
    [InlineData("key MIIEpAIBAAKCAQEAwJkPLANTEDPLANTEDPLANTEDPLANTEDPLANTEDPLANTED== x", "key [redacted] x")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,PLANTED\n\nPLANTED", "-----BEGIN RSA PRIVATE KEY-----[redacted]")]
    [InlineData("http://PLANTED-1@proxy:3128", "http://[redacted]@proxy:3128")]
    [InlineData("http://user:PLANTED%40-1@proxy:3128", "http://user:[redacted]@proxy:3128")]
    [InlineData("http://user:PLANTED@-1@proxy:3128", "http://user:[redacted]@proxy:3128")]
    [InlineData("http://user:PLANTED/1@proxy:3128", "http://user:[redacted]@proxy:3128")]
    [InlineData("http://:PLANTED-1@proxy,http://b:PLANTED-2@c", "http://:[redacted]@proxy,http://b:[redacted]@c")]
    [InlineData("https_proxy=user:PLANTED-1@proxy:3128", "https_proxy=user:[redacted]@proxy:3128")]
    public void Replaces_only_the_secret(string text, string redacted) => Redactor.Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("init --activation.code=$(EKS_ACTIVATION_CODE) --agent.region=us-west-2")]
    [InlineData("activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4")]
    [InlineData("GET https://10.0.0.1:6443/api/v1/namespaces/eks-connector/pods?labelSelector=app%3Deks-connector")]
    [InlineData("secrets \"eks-connector-state-0\" is forbidden")]
    [InlineData("--activation.code string     SSM activation code")]
    [InlineData("required flag(s) \"activation.code\" not set")]
    [InlineData("--activation.code=%EKS_ACTIVATION_CODE%")]
    [InlineData("activationCode: \"{{ .Values.eks.activationCode }}\"")]
    [InlineData("secretKeyRef: {name: eks-connector-activation-config, key: code}")]
    [InlineData("- {name: EKS_ACTIVATION_CODE, valueFrom: {secretKeyRef: {name: a, key: code}}}")]
    [InlineData("\"privateKeyType\":\"Rsa\",\"privateKeyCreatedDate\":\"2023-01-01\"")]
    [InlineData("Failed to get controlchannel token: CreateControlChannel failed")]
    [InlineData("ExpiredTokenException: The security token included in the request is expired")]
    [InlineData("InvalidClientTokenId: The security token included in the request is invalid")]
    [InlineData("{\"code\":\"AccessDeniedExceptionOfSomeLength\",\"message\":\"x\"}")]
    [InlineData("status code: 400, request id: 4f1c2d6e-0000-4000-8000-000000000001")]
    [InlineData("WWW-Authenticate: Basic realm=\"x\"")]
    [InlineData("secretName: eks-connector-token, keys: token, ca.crt")]
    [InlineData("wss://ssmmessages.us-west-2.amazonaws.com/v1/control-channel/eks_c:my_1?role=subscribe&stream=input")]
    [InlineData("https://10.0.0.1:6443/apis/x?fieldSelector=a@b")]
    [InlineData("certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURCVENDQWUyZ0F3")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIPLg\n-----END CERTIFICATE-----")]
    [InlineData("proxy: could not reach 10.0.0.1:443 at all")]
    [InlineData("no_proxy: 169.254.169.254,.svc")]
    [InlineData("I0108 08:44:27.123456       1 proxy.go:52] eks connector proxy encountered error: dial tcp 10.96.0.1:443: i/o timeout")]
    [InlineData("no password was given; the basic idea: bearer of news")]
    [InlineData("F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation:")]
    public void Returns_the_same_string_without_a_secret(string text) => Redactor.Redact(text).ShouldBeSameAs(text);

    [Theory]
    [InlineData("http://user:PLANTED-1@proxy:3128, password: PLANTED, --activation.code=PLANTED")]
    [InlineData("Authorization: Bearer PLANTED-12345678 X-Amz-Security-Token:[PLANTED] token: \"PLANTED\"")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nPLANTED\n-----END RSA PRIVATE KEY-----")]
    [InlineData("<SessionToken>PLANTED</SessionToken> http://PLANTED@host proxy=a:PLANTED@b X-Amz-Signature=PLANTED")]
    public void Does_not_change_redacted_text(string text)
    {
        string once = Redactor.Redact(text);
        once.ShouldNotContain("PLANTED");
        Redactor.Redact(once).ShouldBe(once);
    }

    [Fact]
    public void An_empty_text_is_reported_as_empty() => Redactor.Redact(null).ShouldBeEmpty();

    [Fact]
    public void SecretText_does_not_reveal_its_value() => $"{new SecretText("PLANTED-1")}".ShouldNotContain("PLANTED");

    [Fact]
    public void Redacts_an_exception_when_it_is_created()
    {
        var exception = new EksConnectorException(
            "X", FailureCategory.InvalidData, "password: PLANTED-1", "not http://u:PLANTED-2@h", new InvalidOperationException("PLANTED-3"));
        exception.ToString().ShouldNotContain("PLANTED");
        exception.RecommendedAction.ShouldNotContain("PLANTED");
    }

    [Fact]
    public void Objects_within_each_other_do_not_exhaust_the_stack()
    {
        string text = "password=" + string.Concat(Enumerable.Repeat("{value=", 300_000)) + "PLANTED";

        Redactor.Redact(text).ShouldNotContain("PLANTED");
        Redactor.Redact("password={value={value=PLANTED1}}").ShouldNotContain("PLANTED1");
    }
}
