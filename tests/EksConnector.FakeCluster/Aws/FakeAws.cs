using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace EksConnector.FakeCluster.Aws;

/// <summary>
/// An AWS that fits into a test: EKS (DescribeCluster, ListClusters, RegisterCluster, DeregisterCluster), SSM (DescribeActivations, DescribeInstanceInformation) and STS
/// (AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity) on one port of this machine. It checks Signature Version 4 with the
/// keys that it knows, and answers errors in the shapes of the services' models. The real AWS CLI works with it.
/// </summary>
public sealed class FakeAws : IAsyncDisposable
{
    /// <summary>The account that everything belongs to.</summary>
    public const string Account = "111122223333";

    /// <summary>The region that the scenarios are in.</summary>
    public const string Region = "us-west-2";

    /// <summary>The id of a key that is known from the start.</summary>
    public const string AccessKeyId = "AKIAFAKEFAKEFAKEFAKE";

    /// <summary>The secret of that key.</summary>
    public const string SecretAccessKey = "PLANTED-AWS-SECRET-of-the-fake";

    // The AWS SDK remembers the clock of an address as long as the process runs, so no two fakes have the same address.
    private static readonly ConcurrentDictionary<string, bool> s_endpoints = new(StringComparer.Ordinal);

    private readonly WebApplication _application;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eks-connector-fake-aws-");
    private readonly ConcurrentDictionary<string, FakeAwsKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FakeAwsRequest> _requests = new();
    private readonly FakeAwsFailures _failures = new();

    private FakeAws(WebApplication application) => _application = application;

    /// <summary>The address of all services, for <c>AWS_ENDPOINT_URL</c>.</summary>
    public string Endpoint { get; private set; } = string.Empty;

    /// <summary>The address of EKS.</summary>
    public string EksEndpoint => Endpoint;

    /// <summary>The address of STS.</summary>
    public string StsEndpoint => Endpoint;

    /// <summary>The address where a container's credentials are, for <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</summary>
    public string ContainerCredentials => Endpoint + "/container-credentials";

    /// <summary>The environment of a process that is to ask this AWS, and no other; null is a variable that must not be there.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Endpoint,
        ["AWS_ENDPOINT_URL_EKS"] = null,
        ["AWS_ENDPOINT_URL_SSM"] = null,
        ["AWS_ENDPOINT_URL_STS"] = null,
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        ["AWS_SESSION_TOKEN"] = null,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = null,
        ["AWS_PROFILE"] = null,
        ["AWS_DEFAULT_PROFILE"] = null,
        ["AWS_CONFIG_FILE"] = Path.Combine(_folder.FullName, "config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(_folder.FullName, "credentials"),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_PAGER"] = string.Empty,
    };

    /// <summary>The clusters of the account by name.</summary>
    public ConcurrentDictionary<string, FakeEksCluster> Clusters { get; } = new(StringComparer.Ordinal);

    /// <summary>The activations of the account by id.</summary>
    public ConcurrentDictionary<string, FakeSsmActivation> Activations { get; } = new(StringComparer.Ordinal);

    /// <summary>The managed instances of the account by id.</summary>
    public ConcurrentDictionary<string, FakeSsmInstance> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that come in place of the right one, whatever is asked, each once, in their order.</summary>
    public ConcurrentQueue<FakeAwsFault> Faults { get; } = new();

    /// <summary>Actions that nobody may do, such as <c>eks:DescribeCluster</c>.</summary>
    public ConcurrentDictionary<string, bool> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every key has expired.</summary>
    public bool IsTokenExpired { get; set; }

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How far AWS's clock is ahead of this machine's, in the Date header and in the check of signatures.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Called for each request before it is answered, such as to make the next one fail; null for nothing.</summary>
    public Action<FakeAwsRequest>? OnRequest { get; set; }

    /// <summary>What answers in place of AWS; null for AWS itself.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>The largest page of a list.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<FakeAwsRequest> Requests => [.. _requests];

    /// <summary>AWS's time.</summary>
    internal DateTimeOffset Now => DateTimeOffset.UtcNow + ClockOffset;

    /// <summary>Starts an AWS on a free port. There is nothing in it but one access key.</summary>
    /// <returns>The AWS; disposing of it stops it.</returns>
    public static async Task<FakeAws> StartAsync()
    {
        FakeAws aws = await ListenAsync().ConfigureAwait(false);
        while (!s_endpoints.TryAdd(aws.Endpoint, true))
        {
            await aws.DisposeAsync().ConfigureAwait(false);
            aws = await ListenAsync().ConfigureAwait(false);
        }

        aws.AddKey(AccessKeyId, SecretAccessKey);
        await aws.WriteProfileAsync().ConfigureAwait(false);
        return aws;
    }

    /// <summary>Takes over the AWS side of a scenario; what was there before, failures too, is gone. Keys stay.</summary>
    /// <param name="scenario">One of <see cref="FakeKubernetes.Scenarios"/>.</param>
    /// <param name="namespace">The namespace that the scenario is entered in.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A task that ends when the state is there.</returns>
    public async Task EnterAsync(string scenario, string @namespace = "eks-connector", CancellationToken cancellationToken = default) =>
        FakeAwsScenario.Load(
            this, await ScenarioFile.ReadAsync(scenario, @namespace, DateTime.UtcNow, cancellationToken).ConfigureAwait(false));

    /// <summary>Takes over the AWS side of a scenario that is given as text, which may extend one of the files.</summary>
    /// <param name="yaml">The text of a scenario file.</param>
    /// <param name="namespace">The namespace that the scenario is entered in.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A task that ends when the state is there.</returns>
    public async Task EnterTextAsync(string yaml, string @namespace = "eks-connector", CancellationToken cancellationToken = default) =>
        FakeAwsScenario.Load(
            this, await ScenarioFile.ReadTextAsync(yaml, @namespace, DateTime.UtcNow, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes an access key known.</summary>
    /// <param name="accessKeyId">Its id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="sessionToken">The token that has to come with it; null for a lasting key.</param>
    /// <param name="expired">Whether it has expired.</param>
    /// <param name="principalArn">Whose key it is.</param>
    public void AddKey(
        string accessKeyId,
        string secret,
        string? sessionToken = null,
        bool expired = false,
        string principalArn = $"arn:aws:iam::{Account}:user/tester") =>
        _keys[accessKeyId] = new FakeAwsKey(accessKeyId, secret, sessionToken, expired, principalArn);

    /// <summary>Makes an action fail.</summary>
    /// <param name="action">The action, such as <c>ssm:DescribeActivations</c>; <c>ssm:*</c> for a service, <c>*</c> for all.</param>
    /// <param name="fault">What is answered.</param>
    /// <param name="times">How many times; then it works again.</param>
    public void Fail(string action, FakeAwsFault fault, int times = int.MaxValue) => _failures.Add(action, fault, times);

    /// <summary>Has the rate of an action limited, in the words of its service.</summary>
    /// <param name="action">The action, as for <see cref="Fail"/>.</param>
    /// <param name="times">How many times; then it works again.</param>
    public void Throttle(string action, int times = int.MaxValue) =>
        _failures.Add(action, FakeAwsFailures.Throttling, times);

    /// <summary>Takes back everything that was to go wrong.</summary>
    public void Heal()
    {
        _failures.Clear();
        Faults.Clear();
        Denied.Clear();
        IsTokenExpired = false;
        Delay = TimeSpan.Zero;
        ClockOffset = TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }

    /// <summary>Makes temporary credentials for a principal.</summary>
    internal FakeAwsKey AddSession(string principalArn)
    {
        string id = Guid.NewGuid().ToString("N");
        return _keys.GetOrAdd(
            "ASIA" + id[..16].ToUpperInvariant(),
            keyId => new FakeAwsKey(keyId, "PLANTED-AWS-SECRET-" + id, "PLANTED-AWS-SECRET-token-" + id, IsExpired: false, principalArn));
    }

    private static async Task<FakeAws> ListenAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        WebApplication application = builder.Build();
        var aws = new FakeAws(application);
        application.Run(aws.AnswerAsync);
        await application.StartAsync().ConfigureAwait(false);
        aws.Endpoint = application.Urls.First();
        return aws;
    }

    private async Task WriteProfileAsync()
    {
        string profile = $"""
            [profile fake]
            region = {Region}
            endpoint_url = {Endpoint}
            aws_access_key_id = {AccessKeyId}
            aws_secret_access_key = {SecretAccessKey}

            """;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "config"), profile).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "credentials"), string.Empty).ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        FakeAwsCall call = await FakeAwsCall.ReadAsync(context).ConfigureAwait(false);
        _requests.Enqueue(call.Record);
        OnRequest?.Invoke(call.Record);
        context.Response.Headers.Date = Now.ToString("R", CultureInfo.InvariantCulture);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, context.RequestAborted).ConfigureAwait(false);
        }

        if (Instead is { } instead)
        {
            await instead(context).ConfigureAwait(false);
            return;
        }

        (FakeAwsKey? key, FakeAwsFault? fault) = Check(call);
        await (fault is not null
            ? FakeAwsAnswer.ErrorAsync(call, fault)
            : call switch
            {
                { IsContainer: true } => FakeSts.ContainerAsync(this, call),
                { Service: FakeAwsService.Eks } => FakeEks.AnswerAsync(this, call),
                { Service: FakeAwsService.Ssm } => FakeSsm.AnswerAsync(this, call),
                _ => FakeSts.AnswerAsync(this, call, key),
            }).ConfigureAwait(false);
    }

    private (FakeAwsKey? Key, FakeAwsFault? Fault) Check(FakeAwsCall call)
    {
        if (Faults.TryDequeue(out FakeAwsFault? planned))
        {
            return (null, planned);
        }

        if (_failures.Find(call.Action) is { } failure)
        {
            return (null, failure == FakeAwsFailures.Throttling ? FakeAwsAnswer.Translate(call.Service, failure) : failure);
        }

        (FakeAwsKey? key, FakeAwsFault? fault) = call.IsSigned
            ? SignatureCheck.Verify(call.Context.Request, call.Content, call.ServiceName, _keys, Now, IsTokenExpired)
            : (null, null);
        if (fault is null && Denied.ContainsKey(call.Action))
        {
            fault = new FakeAwsFault(
                403,
                "AccessDeniedException",
                $"User: {key?.PrincipalArn ?? "somebody"} is not authorized to perform: {call.Action} on resource: *");
        }

        return (key, fault is null ? null : FakeAwsAnswer.Translate(call.Service, fault));
    }
}
