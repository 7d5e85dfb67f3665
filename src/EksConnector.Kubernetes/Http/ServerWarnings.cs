using EksConnector.Core;

namespace EksConnector.Kubernetes.Http;

/// <summary>Reads the Warning headers (code 299), with which an API server reports the use of deprecated APIs.</summary>
internal static class ServerWarnings
{
    private const int MaximumTextLength = 300;

    public static IEnumerable<string> Read(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Warning", out var values))
        {
            yield break;
        }

        foreach (string value in values)
        {
            int first = value.IndexOf('"', StringComparison.Ordinal);
            int last = value.LastIndexOf('"');
            yield return OutsideText.Line(first >= 0 && last > first ? value[(first + 1)..last] : value, MaximumTextLength);
        }
    }
}
