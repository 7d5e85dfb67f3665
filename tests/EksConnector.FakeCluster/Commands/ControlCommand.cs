using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Control;

namespace EksConnector.FakeCluster;

/// <summary>Runs fake clusters for a script in another language, until its input ends: a JSON object a line is a command, and has a line as its answer.</summary>
internal static class ControlCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            return Usage.Refuse($"Not understood: {args[0]}");
        }

        using var stop = new StopSignal();
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var clusters = new ControlledClusters();
        await using (clusters.ConfigureAwait(false))
        {
            try
            {
                while (await input.ReadLineAsync(stop.Token).AsTask().WaitAsync(stop.Token).ConfigureAwait(false) is { } line)
                {
                    Console.WriteLine((await AnswerAsync(clusters, line).ConfigureAwait(false)).ToJsonString());
                }
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
            }
        }

        return 0;
    }

    // A script that made a mistake is told, and can go on.
    private static async Task<JsonObject> AnswerAsync(ControlledClusters clusters, string line)
    {
        try
        {
            JsonObject command = JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException("There is no command.");
            return new JsonObject { ["result"] = await clusters.AnswerAsync(command).ConfigureAwait(false) };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException or InvalidCastException
            or ArgumentException or KeyNotFoundException or IOException or YamlDotNet.Core.YamlException)
        {
            return new JsonObject { ["error"] = $"{exception.Message} ({line})" };
        }
    }
}
