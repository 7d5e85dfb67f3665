using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>A command over a WebSocket. The first byte of each message is the channel.</summary>
/// <param name="context">The request.</param>
/// <param name="socket">The WebSocket.</param>
/// <param name="fault">The fault to inject into the output; null for none.</param>
/// <param name="stopping">A token that ends the session.</param>
internal sealed class ExecSession(HttpContext context, WebSocket socket, Fault? fault, CancellationToken stopping) : IDisposable
{
    private const byte OutputChannel = 1;
    private const byte ErrorChannel = 2;
    private const byte StatusChannel = 3;
    private const int PieceBytes = 32 * 1024;

    private readonly SemaphoreSlim _sending = new(1);

    // The session also ends when the client disconnects.
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private Task _listening = Task.CompletedTask;
    private long _remaining = fault?.BodyBytes ?? (fault is null or { Kind: FaultKind.SlowBytes } ? long.MaxValue : 64);

    /// <summary>Sends an empty message first, as real servers do.</summary>
    public Task BeginAsync() => SendAsync(OutputChannel, ReadOnlyMemory<byte>.Empty);

    /// <summary>Sends the output of a program and its exit status.</summary>
    public async Task RunAsync(ExecProgram program, PathMapper paths, IReadOnlyList<string> command, Task runEnded)
    {
        _listening = ListenAsync();
        try
        {
            await CopyAllAsync(program, paths, command, runEnded).ConfigureAwait(false);
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _listening.ConfigureAwait(false);
        }
    }

    /// <summary>Reports that the program could not be started.</summary>
    public async Task FailAsync(string message)
    {
        _listening = ListenAsync();
        await SendStatusAsync(new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"Internal error occurred: {message}",
            ["reason"] = "InternalError",
            ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) },
            ["code"] = 500,
        }).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _sending.Dispose();
        _stop.Dispose();
    }

    private static JsonObject ExitStatus(IReadOnlyList<string> command, int code) => code == 0
        ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: error executing command [{string.Join(' ', command)}], exit code {code}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{code}" }) },
        };

    private async Task CopyAllAsync(ExecProgram program, PathMapper paths, IReadOnlyList<string> command, Task runEnded)
    {
        Task all = Task.WhenAll(
            CopyAsync(program.Output, OutputChannel, paths, _stop.Token), CopyAsync(program.Error, ErrorChannel, paths, _stop.Token));
        await Task.WhenAny(all, runEnded).ConfigureAwait(false);
        if (!all.IsCompleted)
        {
            // The container ended, and with it its processes.
            program.Kill();
            await all.ConfigureAwait(false);
            await SendStatusAsync(ExitStatus(command, 137)).ConfigureAwait(false);
        }
        else
        {
            await all.ConfigureAwait(false);
            await SendStatusAsync(ExitStatus(command, await program.WaitAsync(_stop.Token).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    // The client sends nothing except the close message.
    private async Task ListenAsync()
    {
        try
        {
            var buffer = new byte[256];
            while ((await socket.ReceiveAsync(buffer.AsMemory(), _stop.Token).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
            {
            }

            await _stop.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(Stream source, byte channel, PathMapper paths, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[PieceBytes];
            int heldBack = 0;
            while (true)
            {
                int count = await source.ReadAsync(buffer.AsMemory(heldBack), cancellationToken).ConfigureAwait(false);
                int length = paths.ToContainer(buffer.AsSpan(0, heldBack + count), count == 0, out heldBack);
                if (length > 0)
                {
                    await SendAsync(channel, buffer.AsMemory(0, length)).ConfigureAwait(false);
                    buffer.AsSpan(length, heldBack).CopyTo(buffer);
                }

                if (count == 0)
                {
                    return;
                }
            }
        }
        catch
        {
            // If one channel fails, the other ends too.
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Task SendStatusAsync(JsonObject status) => SendAsync(StatusChannel, JsonText.Utf8(status));

    private async Task SendAsync(byte channel, ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            ReadOnlyMemory<byte> intact = channel == OutputChannel ? bytes[..(int)Math.Min(bytes.Length, _remaining)] : bytes;
            bool isFaulty = intact.Length < bytes.Length || (_remaining == 0 && channel == StatusChannel);
            if (fault is { Kind: FaultKind.SlowBytes })
            {
                await SendInPiecesAsync(channel, intact, fault).ConfigureAwait(false);
            }
            else if (!isFaulty || intact.Length > 0)
            {
                await SendMessageAsync(channel, intact).ConfigureAwait(false);
            }

            _remaining -= channel == OutputChannel ? intact.Length : 0;
            if (isFaulty)
            {
                await ApplyFaultAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    private Task SendMessageAsync(byte channel, ReadOnlyMemory<byte> bytes)
    {
        var message = new byte[bytes.Length + 1];
        message[0] = channel;
        bytes.CopyTo(message.AsMemory(1));
        return socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _stop.Token);
    }

    // One message in fragments: only the first contains the channel.
    private async Task SendInPiecesAsync(byte channel, ReadOnlyMemory<byte> bytes, Fault slow)
    {
        await socket.SendAsync(new[] { channel }, WebSocketMessageType.Binary, endOfMessage: bytes.IsEmpty, _stop.Token).ConfigureAwait(false);
        for (int start = 0; start < bytes.Length; start += slow.PieceBytes)
        {
            int length = Math.Min(slow.PieceBytes, bytes.Length - start);
            await socket.SendAsync(bytes.Slice(start, length), WebSocketMessageType.Binary, start + length == bytes.Length, _stop.Token).ConfigureAwait(false);
            await Task.Delay(slow.Pause, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task ApplyFaultAsync()
    {
        switch (fault!.Kind)
        {
            case FaultKind.ResetInBody:
                FaultInjector.Reset(context);
                break;
            case FaultKind.StallInBody:
                await FaultInjector.StallAsync(context, _stop.Token).ConfigureAwait(false);
                break;
            case FaultKind.Truncate:
                await CloseAsync().ConfigureAwait(false);
                break;
            case FaultKind.Garbage:
                await socket.SendAsync(Encoding.UTF8.GetBytes("1this is not the protocol"), WebSocketMessageType.Text, endOfMessage: true, _stop.Token).ConfigureAwait(false);
                await _listening.ConfigureAwait(false);
                break;
        }

        throw new OperationCanceledException("The fault ended the command.");
    }

    // The client closes the connection, because closing it here would discard data that the client has not read.
    private async Task CloseAsync()
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // The client has already disconnected.
        }

        await _listening.ConfigureAwait(false);
    }
}
