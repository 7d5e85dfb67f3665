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
/// A fake of AWS for tests: EKS (DescribeCluster, ListClusters, RegisterCluster, DeregisterCluster), SSM (DescribeActivations,
/// DescribeInstanceInformation), and STS (AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity) on one local port. It verifies
/// Signature Version 4 and returns errors in the format of each service. The real AWS CLI works with it.
/// </summary>
public sealed class FakeAws : IAsyncDisposable
{
    /// <summary>The AWS account ID.</summary>
    public const string Account = "111122223333";

    /// <summary>The Region of the scenarios.</summary>
    public const string Region = "us-west-2";

    /// <summary>The ID of the access key that exists from the start.</summary>
    public const string AccessKeyId = "AKIAFAKEFAKEFAKEFAKE";

    /// <summary>The secret of this access key.</summary>
    public const string SecretAccessKey = "PLANTED-AWS-SECRET-of-the-fake";

    // The AWS SDK stores the clock offset of each endpoint for the lifetime of the process, so each fake needs an unused address.
    private static readonly ConcurrentDictionary<string, bool> s_endpoints = new(StringComparer.Ordinal);

    private readonly WebApplication _application;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eks-connector-fake-aws-");
    private readonly ConcurrentDictionary<string, FakeAwsKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FakeAwsRequest> _requests = new();
    private readonly FakeAwsFailures _failures = new();

    private FakeAws(WebApplication application) => _application = application;

    /// <summary>The endpoint of all services, for <c>AWS_ENDPOINT_URL</c>.</summary>
    public string Endpoint { get; private set; } = string.Empty;

    /// <summary>The endpoint of EKS.</summary>
    public string EksEndpoint => Endpoint;

    /// <summary>The endpoint of STS.</summary>
    public string StsEndpoint => Endpoint;

    /// <summary>The address of the credentials of a container, for <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</summary>
    public string ContainerCredentials => Endpoint + "/container-credentials";

    /// <summary>The environment variables of a process that must call only this fake; null means that the variable must not be set.</summary>
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

    /// <summary>The clusters by name.</summary>
    public ConcurrentDictionary<string, FakeEksCluster> Clusters { get; } = new(StringComparer.Ordinal);

    /// <summary>The activations by ID.</summary>
    public ConcurrentDictionary<string, FakeSsmActivation> Activations { get; } = new(StringComparer.Ordinal);

    /// <summary>The managed instances by ID.</summary>
    public ConcurrentDictionary<string, FakeSsmInstance> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Errors to return for the next requests, regardless of their action, one for each request.</summary>
    public ConcurrentQueue<FakeAwsFault> Faults { get; } = new();

    /// <summary>Actions that are denied for all callers, such as <c>eks:DescribeCluster</c>.</summary>
    public ConcurrentDictionary<string, bool> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether all keys have expired.</summary>
    public bool IsTokenExpired { get; set; }

    /// <summary>The delay of each response.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The offset of the clock of AWS from the local clock, in the Date header and in the verification of signatures.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Called before each request is handled, for example to let the next request fail; null for no callback.</summary>
    public Action<FakeAwsRequest>? OnRequest { get; set; }

    /// <summary>Handles all requests instead of the fake services; null for the fake services.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>The maximum page size of lists.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<FakeAwsRequest> Requests => [.. _requests];

    /// <summary>The current time of AWS.</summary>
    internal DateTimeOffset Now => DateTimeOffset.UtcNow + ClockOffset;

    /// <summary>Starts a fake of AWS on a free port. It contains only one access key.</summary>
    /// <returns>The fake of AWS, which stops when it is disposed.</returns>
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

    /// <summary>Loads the AWS part of a scenario. All earlier data is removed, including failures, but not the keys.</summary>
    /// <param name="scenario">One of <see cref="FakeKubernetes.Scenarios"/>.</param>
    /// <param name="namespace">The namespace into which the scenario is loaded.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the scenario is loaded.</returns>
    public async Task EnterAsync(string scenario, string @namespace = "eks-connector", CancellationToken cancellationToken = default) =>
        FakeAwsScenario.Load(
            this, await ScenarioFile.ReadAsync(scenario, @namespace, DateTime.UtcNow, cancellationToken).ConfigureAwait(false));

    /// <summary>Loads the AWS part of a scenario that is given as text, which can extend one of the files.</summary>
    /// <param name="yaml">The text of a scenario file.</param>
    /// <param name="namespace">The namespace into which the scenario is loaded.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the scenario is loaded.</returns>
    public async Task EnterTextAsync(string yaml, string @namespace = "eks-connector", CancellationToken cancellationToken = default) =>
        FakeAwsScenario.Load(
            this, await ScenarioFile.ReadTextAsync(yaml, @namespace, DateTime.UtcNow, cancellationToken).ConfigureAwait(false));

    /// <summary>Adds an access key.</summary>
    /// <param name="accessKeyId">The access key ID.</param>
    /// <param name="secret">The secret access key.</param>
    /// <param name="sessionToken">The session token that requests must contain; null for a long-term key.</param>
    /// <param name="expired">Whether the key has expired.</param>
    /// <param name="principalArn">The ARN of the principal that owns the key.</param>
    public void AddKey(
        string accessKeyId,
        string secret,
        string? sessionToken = null,
        bool expired = false,
        string principalArn = $"arn:aws:iam::{Account}:user/tester") =>
        _keys[accessKeyId] = new FakeAwsKey(accessKeyId, secret, sessionToken, expired, principalArn);

    /// <summary>Lets an action fail.</summary>
    /// <param name="action">The action, such as <c>ssm:DescribeActivations</c>; <c>ssm:*</c> for a service, <c>*</c> for all.</param>
    /// <param name="fault">The error to return.</param>
    /// <param name="times">The number of failures.</param>
    public void Fail(string action, FakeAwsFault fault, int times = int.MaxValue) => _failures.Add(action, fault, times);

    /// <summary>Throttles an action, with the error code of its service.</summary>
    /// <param name="action">The action, as for <see cref="Fail"/>.</param>
    /// <param name="times">The number of failures.</param>
    public void Throttle(string action, int times = int.MaxValue) =>
        _failures.Add(action, FakeAwsFailures.Throttling, times);

    /// <summary>Removes all failures and delays.</summary>
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

    /// <summary>Creates temporary credentials for a principal.</summary>
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
        application.Run(aws.HandleAsync);
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

    private async Task HandleAsync(HttpContext context)
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
                { Service: FakeAwsService.Eks } => FakeEks.HandleAsync(this, call),
                { Service: FakeAwsService.Ssm } => FakeSsm.HandleAsync(this, call),
                _ => FakeSts.HandleAsync(this, call, key),
            }).ConfigureAwait(false);
    }

    private (FakeAwsKey? Key, FakeAwsFault? Fault) Check(FakeAwsCall call)
    {
        if (Faults.TryDequeue(out FakeAwsFault? queued))
        {
            return (null, queued);
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
                $"User: {key?.PrincipalArn ?? "anonymous"} is not authorized to perform: {call.Action} on resource: *");
        }

        return (key, fault is null ? null : FakeAwsAnswer.Translate(call.Service, fault));
    }
}
