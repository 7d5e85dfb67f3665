using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Activation;

/// <summary>The endpoint in the arguments of connector-init: as a value, in a variable, and in a source that is not read.</summary>
public sealed class SettingsReaderTests
{
    private static readonly EnvVarSource s_unreadSource = new();

    [Theory]
    [InlineData("--agent.endpoint=https://ssm.test", null, "https://ssm.test", false)]
    [InlineData("--agent.endpoint=$(ENDPOINT)", "vpce-1.ssm.test", "https://vpce-1.ssm.test", false)]
    [InlineData("--agent.endpoint=$(ENDPOINT)", "", null, false)]
    [InlineData("--agent.endpoint=$(ENDPOINT)", "configMap", null, true)]
    [InlineData("--agent.endpoint=$(OTHER)", "https://ssm.test", null, true)]
    [InlineData("--agent.endpoint=https://$(ENDPOINT)", "ssm.test", null, true)]
    [InlineData("--agent.endpoint=", null, null, false)]
    [InlineData("--agent.region=us-west-2", null, null, false)]
    public void An_endpoint_that_cannot_be_read_is_unknown(string argument, string? value, string? endpoint, bool isUnknown)
    {
        EnvVar variable = value == "configMap" ? new("ENDPOINT", ValueFrom: s_unreadSource) : new("ENDPOINT", value is null ? null : new SecretText(value));
        var init = new Container("connector-init", "image", Args: [new SecretText(argument)], Env: [variable]);
        ActivationSettings settings = SettingsReader.Read(new PodSpec(InitContainers: [init]), "here", isHelm: false)!;
        (settings.Endpoint, settings.IsEndpointUnknown).ShouldBe((endpoint, isUnknown));
    }
}
