using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Writes responses in the protocols of the services.</summary>
internal static class FakeAwsAnswer
{
    private static readonly XNamespace s_sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    // In the model of SSM, these errors have the field "Message" and others have "message", as have errors of the AWS front end.
    private static readonly string[] s_withCapitalMessage = ["InvalidFilter", "InvalidNextToken", "InternalServerError", "InvalidInstanceId"];

    /// <summary>A time in seconds since 1970, as in the JSON protocols.</summary>
    public static JsonNode Epoch(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000m);

    /// <summary>Removes fields without a value, which the services omit.</summary>
    public static JsonObject WithoutNulls(JsonObject model)
    {
        foreach (string name in model.Where(field => field.Value is null).Select(field => field.Key).ToArray())
        {
            model.Remove(name);
        }

        return model;
    }

    /// <summary>Converts a common error of EKS to the status and code of another service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="fault">The error of EKS.</param>
    public static FakeAwsFault Translate(FakeAwsService service, FakeAwsFault fault) => service switch
    {
        FakeAwsService.Ssm when fault.Status is 403 or 429 =>
            fault with { Status = 400, Code = fault.Code == "TooManyRequestsException" ? "ThrottlingException" : fault.Code },
        FakeAwsService.Sts => fault.Code switch
        {
            "MissingAuthenticationTokenException" => fault with { Code = "MissingAuthenticationToken" },
            "UnrecognizedClientException" => fault with { Code = "InvalidClientTokenId" },
            "ExpiredTokenException" => fault with { Code = "ExpiredToken" },
            "InvalidSignatureException" => fault with { Code = "SignatureDoesNotMatch" },
            "AccessDeniedException" => fault with { Code = "AccessDenied" },
            "TooManyRequestsException" => fault with { Status = 400, Code = "Throttling" },
            _ => fault,
        },
        _ => fault,
    };

    public static Task JsonAsync(FakeAwsCall call, JsonObject answer) => JsonAsync(call, 200, answer);

    public static Task StsAsync(FakeAwsCall call, params XElement[] result) => XmlAsync(call, 200, new XElement(
        call.Operation + "Response",
        new XElement(call.Operation + "Result", result.Cast<object>().ToArray()),
        new XElement("ResponseMetadata", new XElement("RequestId", RequestId()))));

    public static Task ErrorAsync(FakeAwsCall call, FakeAwsFault fault)
    {
        switch (call.Service)
        {
            case FakeAwsService.Sts:
                return XmlAsync(call, fault.Status, new XElement(
                    "ErrorResponse",
                    new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", fault.Code), new XElement("Message", fault.Message)),
                    new XElement("RequestId", RequestId())));
            case FakeAwsService.Ssm:
                string message = s_withCapitalMessage.Contains(fault.Code, StringComparer.Ordinal) ? "Message" : "message";
                return JsonAsync(call, fault.Status, new JsonObject { ["__type"] = fault.Code, [message] = fault.Message });
            default:
                call.Context.Response.Headers["x-amzn-ErrorType"] = fault.Code;
                return JsonAsync(call, fault.Status, new JsonObject { ["message"] = fault.Message });
        }
    }

    private static Task JsonAsync(FakeAwsCall call, int status, JsonObject answer)
    {
        call.Context.Response.Headers["x-amzn-RequestId"] = RequestId();
        return WriteAsync(
            call, status, call.Service == FakeAwsService.Ssm ? "application/x-amz-json-1.1" : "application/json", answer.ToJsonString());
    }

    private static Task XmlAsync(FakeAwsCall call, int status, XElement answer)
    {
        foreach (XElement element in answer.DescendantsAndSelf())
        {
            element.Name = s_sts + element.Name.LocalName;
        }

        return WriteAsync(call, status, "text/xml", answer.ToString());
    }

    private static Task WriteAsync(FakeAwsCall call, int status, string contentType, string text)
    {
        call.Record.AnswerStatus = status;
        call.Record.Answer = text;
        call.Context.Response.StatusCode = status;
        call.Context.Response.ContentType = contentType;
        return call.Context.Response.WriteAsync(text);
    }

    private static string RequestId() => Guid.NewGuid().ToString();
}
