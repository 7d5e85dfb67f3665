using EksConnector.Core.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>A test that sets its endpoint and other settings in the environment of the process. It belongs to <see cref="AwsGroup"/>.</summary>
public abstract class AwsEnvironmentTest : AwsBodyTest
{
    internal AwsEnvironment Environment { get; } = new();

    protected override AwsConnectionSource Keys => base.Keys with { EndpointUrl = null };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Environment.Set("AWS_ENDPOINT_URL", Aws.Endpoint);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Environment.Dispose();
        }
    }
}
