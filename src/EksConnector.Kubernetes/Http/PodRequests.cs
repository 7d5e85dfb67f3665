using System.Globalization;
using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Http;

/// <summary>Creates the requests for logs and exec. The library's log call does not support sinceTime, and its exec hides the reason for a rejection.</summary>
internal static class PodRequests
{
    // API servers return logs as text/plain for this value, and errors as JSON.
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

    // An empty value is kept, because an argument of a command can be empty.
    private static HttpRequestMessage Request(
        Uri root, string @namespace, string pod, string subresource, params (string Name, string? Value)[] parameters)
    {
        var path = new StringBuilder($"api/v1/namespaces/{PathSegment.Escape(@namespace)}/pods/{PathSegment.Escape(pod)}/{subresource}");
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
