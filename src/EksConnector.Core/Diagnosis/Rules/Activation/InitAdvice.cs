using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The evidence, cause and action for the errors of connector-init, based on the error and the settings of the connector.</summary>
internal static partial class InitAdvice
{
    private const string ApiServer = "kubernetes.default.svc";
    private const string ApiPath = "/api/v1/";

    /// <summary>Returns the Systems Manager endpoint that connector-init uses, for use in a sentence.</summary>
    public static string Endpoint(DiagnosisSnapshot snapshot) =>
        snapshot.Settings?.IsEndpointUnknown == true
            ? "the endpoint in --agent.endpoint of connector-init (its value comes from a source that this module does not read)"
            : snapshot.Settings?.Endpoint ?? $"https://ssm.{snapshot.Settings?.Region.Value ?? "REGION"}.amazonaws.com";

    /// <summary>Returns the evidence in addition to the log; an empty string if there is none.</summary>
    public static string Evidence(DiagnosisSnapshot snapshot, string code, string? text) => code switch
    {
        FindingCodes.EgressProxyFailed when snapshot.Cluster!.ProxyVariables is { Count: > 0 } variables =>
            $"; StatefulSet {ConnectorNames.StatefulSet}: {string.Join(", ", variables)}",
        FindingCodes.AwsAnswerUnexpected when PageOf(text) is { Length: > 0 } page => $"; the response begins with: {page}",
        _ => string.Empty,
    };

    /// <summary>Returns the cause if the text is more specific than the catalogue; otherwise null.</summary>
    public static string? Cause(string code, string? text) =>
        code is FindingCodes.SsmTlsFailed or FindingCodes.ApiServerUntrusted && Issuer().Match(text ?? string.Empty) is { Success: true } issuer
            ? $"TLS is intercepted, or the CA was replaced: the certificate that the server presented was issued by '{issuer.Groups["name"].Value}'."
            : null;

    /// <summary>Returns the action with the endpoint and the Region of this connector; null if the action in the catalogue is sufficient.</summary>
    public static string? Action(DiagnosisSnapshot snapshot, string code, string? text)
    {
        if (code == FindingCodes.EgressProxyFailed && IsForApiServer(text))
        {
            return $"Add the API server to NO_PROXY of connector-init and connector-proxy: {string.Join(", ", ApiServerNames(text))}. Then check that the proxy is running and allows CONNECT requests to {Endpoint(snapshot)}.";
        }

        string action = FindingCatalogue.Row(code).RecommendedAction;
        string filled = action.Replace("https://ssm.REGION.amazonaws.com", Endpoint(snapshot), StringComparison.Ordinal)
            .Replace("REGION", snapshot.Settings?.Region.Value ?? "REGION", StringComparison.Ordinal);
        return filled == action ? null : filled;
    }

    /// <summary>Returns the command that excludes the API server from the HTTP proxy; null for another host or if NO_PROXY comes from another source.</summary>
    public static FixCommand? ExceptApiServer(DiagnosisSnapshot snapshot, string? text)
    {
        ProxyVariable[] exceptions = [.. snapshot.Cluster!.ProxyVariables.Where(variable => variable.IsException)];
        if (!IsForApiServer(text) || snapshot.Cluster.IsHelm || KeyStorage.Unsaved(snapshot).Count > 0 || Array.Exists(exceptions, variable => variable.Value is null))
        {
            return null;
        }

        string[] hosts =
        [
            .. exceptions.SelectMany(variable => variable.Value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Concat(ApiServerNames(text)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        if (!Array.TrueForAll(hosts, host => Host().IsMatch(host)))
        {
            return null;
        }

        string name = exceptions.FirstOrDefault()?.Name ?? "NO_PROXY";
        var patch = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["initContainers"] = With(ConnectorNames.InitContainer),
                        ["containers"] = With(ConnectorNames.ProxyContainer),
                    },
                },
            },
        };
        return ActivationFixes.WithRestart(snapshot, KubectlTarget.Command(
            snapshot.Kubectl,
            ["-n", Argument.Label(snapshot.Cluster.Namespace), "patch", "statefulset", ConnectorNames.StatefulSet, "-p", CommandJson.Text(patch)]));

        JsonArray With(string container) => new(new JsonObject
        {
            ["name"] = container,
            ["env"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = string.Join(',', hosts) }),
        });
    }

    private static bool IsForApiServer(string? text) => text?.Contains(ApiPath, StringComparison.Ordinal) == true;

    private static IEnumerable<string> ApiServerNames(string? text) =>
        ServiceHost().Match(text ?? string.Empty) is { Success: true } match ? [ApiServer, match.Groups["host"].Value] : [ApiServer];

    // The SDK shows the response as a hexadecimal dump.
    private static string? PageOf(string? text)
    {
        string page = string.Concat(DumpLine().Matches(text ?? string.Empty).SelectMany(line => line.Groups["bytes"].Value
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => (char)byte.Parse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));
        return page.Length == 0 ? null : OneLine.Of(Tag().Replace(page, " ")).Trim();
    }

    [GeneratedRegex("candidate authority certificate \"(?<name>[^\"]{1,200})\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Issuer();

    [GeneratedRegex(@"https://(?<host>[0-9A-Za-z.-]{1,100}):[0-9]{1,5}/api/v1/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceHost();

    [GeneratedRegex(@"\A[0-9A-Za-z.*:/_-]{1,260}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"\b[0-9a-f]{7}0(?<bytes>( {1,2}[0-9a-f]{2}){1,16})(?![0-9a-f])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DumpLine();

    [GeneratedRegex("<[^>]{0,200}>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
