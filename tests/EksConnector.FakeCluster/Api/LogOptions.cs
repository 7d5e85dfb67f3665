using System.Globalization;

namespace EksConnector.FakeCluster;

/// <summary>The query parameters of a request for a log.</summary>
internal sealed record LogOptions(string? Container, bool Follow, bool Previous, bool Timestamps, int? TailLines, DateTime? Since, int? LimitBytes)
{
    public static LogOptions Read(ApiRequest request)
    {
        int? seconds = Number(request, "sinceSeconds", 1);
        string sinceTime = request.Query["sinceTime"].ToString();
        DateTime? since = seconds is { } count ? DateTime.UtcNow.AddSeconds(-count) : null;
        if (sinceTime.Length > 0)
        {
            since = DateTime.Parse(sinceTime, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        }

        return new LogOptions(
            request.Query["container"],
            Flag(request, "follow"),
            Flag(request, "previous"),
            Flag(request, "timestamps"),
            Number(request, "tailLines", 0),
            since,
            Number(request, "limitBytes", 1));
    }

    private static bool Flag(ApiRequest request, string name) => request.Query[name].ToString() is "true" or "1";

    private static int? Number(ApiRequest request, string name, int minimum)
    {
        string text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            throw ApiError.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
        }

        return number >= minimum
            ? number
            : throw ApiError.Invalid(
                "PodLogOptions", request.Name, name, $"Invalid value: {number}: must be greater than{(minimum == 0 ? " or equal to" : string.Empty)} 0");
    }
}
