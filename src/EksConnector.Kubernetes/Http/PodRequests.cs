using System.Globalization;
using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Http;

/// <summary>The requests for logs and commands: the library's log call has no sinceTime, and its exec hides why it is refused.</summary>
internal static class PodRequests
{
    // The log is text/plain, which API servers give for this; what is refused is told in JSON.
    private const string Accept = "application/json, */*";

    public static HttpRequestMessage Log(Uri root, string @namespace, string pod, string container, ContainerLogOptions options) => Request(
        root,
        @namespace,
        pod,
        "log",
        ("container", container),
        ("follow", options.Follow ? "true" : null),
        ("previous", options.Previous ? "true" : null),
        ("timestamps", options.Timestamps ? "true" : null),
        ("tailLines", options.TailLines?.ToString(CultureInfo.InvariantCulture)),
        ("sinceTime", options.SinceTime?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("limitBytes", options.LimitBytes?.ToString(CultureInfo.InvariantCulture)));

    public static HttpRequestMessage Exec(Uri root, string @namespace, string pod, string container, IReadOnlyList<string> command) => Request(
        root,
        @namespace,
        pod,
        "exec",
        [("container", container), ("stdout", "true"), ("stderr", "true"), .. command.Select(word => ("command", (string?)word))]);

    // An empty value is one: a command's argument can be empty.
    private static HttpRequestMessage Request(
        Uri root, string @namespace, string pod, string subresource, params (string Name, string? Value)[] parameters)
    {
        var path = new StringBuilder($"api/v1/namespaces/{PathSegment.Of(@namespace)}/pods/{PathSegment.Of(pod)}/{subresource}");
        char separator = '?';
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                path.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        var message = new HttpRequestMessage(HttpMethod.Get, new Uri(root, path.ToString()));
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        return message;
    }
}
