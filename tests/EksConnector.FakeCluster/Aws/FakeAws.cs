using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace EksConnector.FakeCluster.Aws;

/// <summary>
/// An AWS that fits into a test: EKS (DescribeCluster, ListClusters) and STS (AssumeRole, AssumeRoleWithWebIdentity,
/// GetCallerIdentity) on one port of this machine. It checks Signature Version 4 with the keys that it knows, and answers
/// errors in the shapes of the services' models.
/// </summary>
public sealed class FakeAws : IAsyncDisposable
{
    /// <summary>The account that everything belongs to.</summary>
    public const string Account = "111122223333";

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, FakeAwsKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FakeAwsRequest> _requests = new();

    private FakeAws(WebApplication application) => _application = application;

    /// <summary>The address of EKS.</summary>
    public string EksEndpoint { get; private set; } = string.Empty;

    /// <summary>The address of STS.</summary>
    public string StsEndpoint => EksEndpoint;

    /// <summary>The address where a container's credentials are, for <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</summary>
    public string ContainerCredentials => EksEndpoint + "/container-credentials";

    /// <summary>The clusters of the account by name, whatever the region.</summary>
    public ConcurrentDictionary<string, FakeEksCluster> Clusters { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that come in place of the right one, each once, in their order.</summary>
    public ConcurrentQueue<FakeAwsFault> Faults { get; } = new();

    /// <summary>Actions that nobody may do, such as <c>eks:DescribeCluster</c>.</summary>
    public ConcurrentDictionary<string, bool> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How far AWS's clock is ahead of this machine's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The largest page of ListClusters.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<FakeAwsRequest> Requests => [.. _requests];

    private DateTimeOffset Now => DateTimeOffset.UtcNow + ClockOffset;

    /// <summary>Starts an AWS on a free port.</summary>
    /// <returns>The AWS; disposing of it stops it.</returns>
    public static async Task<FakeAws> StartAsync()
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
        aws.EksEndpoint = application.Urls.First();
        return aws;
    }

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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static string RequestId() => Guid.NewGuid().ToString();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        byte[] content = body.ToArray();
        Dictionary<string, string> form = context.Request.HasFormContentType
            ? Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(content))
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        bool isSts = form.ContainsKey("Action");
        string action = Action(context.Request, form);
        bool isSigned = action is not ("sts:AssumeRoleWithWebIdentity" or "container");
        _requests.Enqueue(new FakeAwsRequest(
            action,
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            SignatureCheck.AccessKeyId(context.Request),
            context.Request.Headers.UserAgent.ToString()));
        context.Response.Headers.Date = Now.ToString("R", CultureInfo.InvariantCulture);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, context.RequestAborted).ConfigureAwait(false);
        }

        FakeAwsKey? key = null;
        FakeAwsFault? fault = null;
        if (Faults.TryDequeue(out FakeAwsFault? planned))
        {
            fault = planned;
        }
        else if (isSigned)
        {
            (key, fault) = SignatureCheck.Verify(context.Request, content, _keys, Now);
        }

        if (fault is null && Denied.ContainsKey(action))
        {
            fault = new FakeAwsFault(
                403,
                isSts ? "AccessDenied" : "AccessDeniedException",
                $"User: {key?.PrincipalArn ?? "somebody"} is not authorized to perform: {action} on resource: *");
        }

        if (fault is not null)
        {
            await (isSts ? StsErrorAsync(context, fault) : EksErrorAsync(context, fault, null)).ConfigureAwait(false);
            return;
        }

        await (action switch
        {
            "sts:AssumeRole" or "sts:AssumeRoleWithWebIdentity" => AssumeRoleAsync(context, action["sts:".Length..], form),
            "container" => ContainerAsync(context),
            "sts:GetCallerIdentity" => CallerIdentityAsync(context, key!),
            "eks:ListClusters" => ListAsync(context),
            "eks:DescribeCluster" => DescribeAsync(context, context.Request.Path.Value!["/clusters/".Length..]),
            _ => EksErrorAsync(context, new FakeAwsFault(404, "UnknownOperationException", "There is no such call."), null),
        }).ConfigureAwait(false);
    }

    private static string Action(HttpRequest request, Dictionary<string, string> form) => form.TryGetValue("Action", out string? name)
        ? "sts:" + name
        : request.Path.Value switch
        {
            "/container-credentials" => "container",
            "/clusters" => "eks:ListClusters",
            { } path when path.StartsWith("/clusters/", StringComparison.Ordinal) => "eks:DescribeCluster",
            _ => "unknown",
        };

    private async Task DescribeAsync(HttpContext context, string name)
    {
        if (!Clusters.TryGetValue(name, out FakeEksCluster? cluster))
        {
            await EksErrorAsync(
                context, new FakeAwsFault(404, "ResourceNotFoundException", $"No cluster found for name: {name}."), name).ConfigureAwait(false);
            return;
        }

        await JsonAsync(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal) { ["cluster"] = cluster.ToModel(name) })
            .ConfigureAwait(false);
    }

    private async Task ListAsync(HttpContext context)
    {
        string include = context.Request.Query["include"].ToString();

        // A token with every character that a query has to encode.
        const string Token = "next/+= &%";
        string after = context.Request.Query["nextToken"].ToString();
        int start = after.StartsWith(Token, StringComparison.Ordinal) ? int.Parse(after[Token.Length..], CultureInfo.InvariantCulture) : 0;
        string[] names = Clusters.Where(pair => pair.Value.IsConnected ? include == "all" : true)
            .Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();
        int end = Math.Min(names.Length, start + PageSize);
        await JsonAsync(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["clusters"] = names[start..end],
            ["nextToken"] = end < names.Length ? string.Create(CultureInfo.InvariantCulture, $"{Token}{end}") : null,
        }).ConfigureAwait(false);
    }

    private async Task AssumeRoleAsync(HttpContext context, string call, Dictionary<string, string> form)
    {
        string role = form["RoleArn"];
        string session = role.Replace(":iam:", ":sts:", StringComparison.Ordinal)
            .Replace(":role/", ":assumed-role/", StringComparison.Ordinal) + "/" + form["RoleSessionName"];
        FakeAwsKey key = AddSession(session);
        await StsAsync(
            context,
            call,
            new XElement(
                "Credentials",
                new XElement("AccessKeyId", key.AccessKeyId),
                new XElement("SecretAccessKey", key.Secret),
                new XElement("SessionToken", key.SessionToken),
                new XElement("Expiration", Now.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
            new XElement("AssumedRoleUser", new XElement("AssumedRoleId", "AROA:session"), new XElement("Arn", session))).ConfigureAwait(false);
    }

    private Task ContainerAsync(HttpContext context)
    {
        FakeAwsKey key = AddSession($"arn:aws:sts::{Account}:assumed-role/task/container");
        return JsonAsync(context, 200, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["AccessKeyId"] = key.AccessKeyId,
            ["SecretAccessKey"] = key.Secret,
            ["Token"] = key.SessionToken,
            ["Expiration"] = Now.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
    }

    private FakeAwsKey AddSession(string principalArn)
    {
        string id = Guid.NewGuid().ToString("N");
        return _keys.GetOrAdd(
            "ASIA" + id[..16].ToUpperInvariant(),
            keyId => new FakeAwsKey(keyId, "PLANTED-AWS-SECRET-" + id, "PLANTED-AWS-SECRET-token-" + id, IsExpired: false, principalArn));
    }

    private static Task CallerIdentityAsync(HttpContext context, FakeAwsKey key) => StsAsync(
        context,
        "GetCallerIdentity",
        new XElement("Arn", key.PrincipalArn),
        new XElement("UserId", "AIDAEXAMPLE"),
        new XElement("Account", Account));

    private static async Task StsAsync(HttpContext context, string call, params XElement[] result)
    {
        var answer = new XElement(
            call + "Response",
            new XElement(call + "Result", result.Cast<object>().ToArray()),
            new XElement("ResponseMetadata", new XElement("RequestId", RequestId())));
        await XmlAsync(context, 200, answer).ConfigureAwait(false);
    }

    private static Task StsErrorAsync(HttpContext context, FakeAwsFault fault) => XmlAsync(context, fault.Status, new XElement(
        "ErrorResponse",
        new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", fault.Code), new XElement("Message", fault.Message)),
        new XElement("RequestId", RequestId())));

    private static async Task XmlAsync(HttpContext context, int status, XElement answer)
    {
        XNamespace sts = "https://sts.amazonaws.com/doc/2011-06-15/";
        foreach (XElement element in answer.DescendantsAndSelf())
        {
            element.Name = sts + element.Name.LocalName;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(answer.ToString()).ConfigureAwait(false);
    }

    private static async Task EksErrorAsync(HttpContext context, FakeAwsFault fault, string? cluster)
    {
        context.Response.Headers["x-amzn-ErrorType"] = fault.Code;
        await JsonAsync(context, fault.Status, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["clusterName"] = cluster,
            ["message"] = fault.Message,
        }).ConfigureAwait(false);
    }

    private static async Task JsonAsync(HttpContext context, int status, Dictionary<string, object?> answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-amzn-RequestId"] = RequestId();
        await context.Response.WriteAsync(JsonSerializer.Serialize(answer)).ConfigureAwait(false);
    }
}
