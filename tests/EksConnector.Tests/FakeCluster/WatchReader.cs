using System.Text.Json.Nodes;

namespace EksConnector.Tests.FakeCluster;

/// <summary>Reads the events of a watch one at a time.</summary>
internal sealed class WatchReader(StreamReader lines) : IDisposable
{
    /// <summary>Returns the next event as <c>TYPE name</c>; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        JsonNode? next = await NextEventAsync();
        return next is null ? null : $"{next["type"]} {next["object"]!["metadata"]!["name"]}".TrimEnd();
    }

    public async Task<JsonNode?> NextEventAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string? line = await lines.ReadLineAsync(limit.Token);
        return line is null ? null : JsonNode.Parse(line);
    }

    public void Dispose() => lines.Dispose();
}
