using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Control;

namespace EksConnector.FakeCluster;

/// <summary>Runs fake clusters for a script until standard input ends. Each line is a command as a JSON object, and each gets a line as response.</summary>
internal static class ControlCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            return Usage.Fail($"Unknown argument: {args[0]}");
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
                    Console.WriteLine((await ExecuteAsync(clusters, line).ConfigureAwait(false)).ToJsonString());
                }
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
            }
        }

        return 0;
    }

    // After an error in a command, the script can continue.
    private static async Task<JsonObject> ExecuteAsync(ControlledClusters clusters, string line)
    {
        try
        {
            JsonObject command = JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException("The line is not a JSON object.");
            return new JsonObject { ["result"] = await clusters.ExecuteAsync(command).ConfigureAwait(false) };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException or InvalidCastException
            or ArgumentException or KeyNotFoundException or IOException or YamlDotNet.Core.YamlException)
        {
            return new JsonObject { ["error"] = $"{exception.Message} ({line})" };
        }
    }
}
