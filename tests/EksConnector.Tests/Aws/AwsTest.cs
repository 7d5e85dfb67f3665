using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>A test with a fake of AWS in the scenario <c>healthy</c>, whose endpoint and keys are in the settings of the connection.</summary>
public abstract class AwsTest : IAsyncLifetime, IDisposable
{
    protected const string Role = "arn:aws:iam::111122223333:role/reader";

    private readonly AwsGateway _gateway = new();
    private FakeAws? _aws;

    protected FakeAws Aws => _aws!;

    private protected RecordingLog Log { get; } = new();

    protected virtual AwsConnectionSource Keys => new()
    {
        EndpointUrl = Aws.Endpoint,
        Region = FakeAws.Region,
        AccessKeyId = FakeAws.AccessKeyId,
        SecretAccessKey = new SecretText(FakeAws.SecretAccessKey),
        RequestTimeout = TimeSpan.FromSeconds(20),
    };

    public virtual async Task InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        await _aws.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await Aws.DisposeAsync();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gateway.Dispose();
        }
    }

    protected Task<IAwsSession> ConnectAsync(AwsConnectionSource? source = null, CancellationToken cancellationToken = default) =>
        _gateway.ConnectAsync(source ?? Keys, Log, cancellationToken);

    protected async Task<EksConnectorException> ShouldFailAsync(string action, string errorId, AwsConnectionSource? source = null)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(
            async () => await AwsCall.CallAsync(await ConnectAsync(source), action));
        e.ErrorId.ShouldBe(errorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        e.InnerException.ShouldBeNull();
        (e + e.RecommendedAction + string.Concat(Log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }

    protected async Task<EksConnectorException> ShouldFailAsync(string action, TimeSpan limit, params string[] errorIds)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(CallAsync(action, limit, CancellationToken.None));
        errorIds.ShouldContain(e.ErrorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        (e + e.RecommendedAction + string.Concat(Log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }

    protected async Task CallAsync(string action, TimeSpan limit, CancellationToken cancellationToken)
    {
        IAwsSession session = await ConnectAsync(SourceFor(action) with { RequestTimeout = limit }, cancellationToken);
        await AwsCall.CallAsync(session, action, cancellationToken);
    }

    protected virtual AwsConnectionSource SourceFor(string action) => action switch
    {
        "sts:AssumeRole" => Keys with { RoleArn = Role },
        "sts:AssumeRoleWithWebIdentity" =>
            new AwsConnectionSource { EndpointUrl = Keys.EndpointUrl, Region = FakeAws.Region, RoleArn = Role, WebIdentityToken = new SecretText("PLANTED-AWS-SECRET-jwt") },
        _ => Keys,
    };
}
