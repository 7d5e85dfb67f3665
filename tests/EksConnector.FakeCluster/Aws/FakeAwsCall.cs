using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A parsed request to one of the services.</summary>
internal sealed class FakeAwsCall
{
    private const string TargetPrefix = "AmazonSSM.";

    private FakeAwsCall(HttpContext context, byte[] content)
    {
        Context = context;
        Content = content;
        HttpRequest request = context.Request;
        string path = request.Path.Value ?? "/";
        string target = request.Headers["X-Amz-Target"].ToString();
        if (target.StartsWith(TargetPrefix, StringComparison.Ordinal))
        {
            Service = FakeAwsService.Ssm;
            Operation = target[TargetPrefix.Length..];
        }
        else if (request.HasFormContentType)
        {
            Service = FakeAwsService.Sts;
            Form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(content))
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            Operation = Form.GetValueOrDefault("Action", "unknown");
        }
        else
        {
            Operation = path switch
            {
                "/clusters" => "ListClusters",
                _ when path.StartsWith("/clusters/", StringComparison.Ordinal) => "DescribeCluster",
                "/cluster-registrations" when request.Method == "POST" => "RegisterCluster",
                _ when path.StartsWith("/cluster-registrations/", StringComparison.Ordinal) && request.Method == "DELETE" => "DeregisterCluster",
                _ => "unknown",
            };
        }

        IsContainer = path == "/container-credentials";
        Region = SignatureCheck.Region(request);
        Record = new FakeAwsRequest(
            Action, request.Method, request.Path + request.QueryString, SignatureCheck.AccessKeyId(request), request.Headers.UserAgent.ToString())
        {
            Region = Region,
            Body = Encoding.UTF8.GetString(content),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    public HttpContext Context { get; }

    public byte[] Content { get; }

    public FakeAwsService Service { get; }

    /// <summary>The record of the request.</summary>
    public FakeAwsRequest Record { get; }

    /// <summary>The name of the operation in the model of the service.</summary>
    public string Operation { get; }

    /// <summary>Whether the request is for the credentials of a container, and not for a service.</summary>
    public bool IsContainer { get; }

    /// <summary>The Region in the signature; null if the request is not signed.</summary>
    public string? Region { get; }

    public string Action => IsContainer ? "container" : ServiceName + ":" + Operation;

    public string ServiceName => Service switch { FakeAwsService.Eks => "eks", FakeAwsService.Ssm => "ssm", _ => "sts" };

    public bool IsSigned => !IsContainer && Action != "sts:AssumeRoleWithWebIdentity";

    /// <summary>The fields of the form; empty if there is no form.</summary>
    public IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static async Task<FakeAwsCall> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new FakeAwsCall(context, body.ToArray());
    }

    /// <summary>The JSON body; empty if the body is not a JSON object.</summary>
    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(Content) as JsonObject ?? [];
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }
}
