using System.Net.WebSockets;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Exec;

/// <summary>
/// The standard output of a command, read from WebSocket messages. Messages are received on demand, directly into the buffer of
/// the reader; the content of the other channels is small and is kept in memory.
/// </summary>
internal sealed class CommandOutput : ReadOnlyStream
{
    private const int OutputChannel = 1;
    private const int ErrorChannel = 2;
    private const int StatusChannel = 3;
    private const int ErrorBytes = 4096;
    private const int StatusBytes = 64 * 1024;

    // The timeout for the server to close the connection after the command has ended.
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly ApiRequest _request;
    private readonly ConnectionSettings _settings;
    private readonly TimeSpan _inactivityTimeout;
    private readonly byte[] _channel = new byte[1];
    private readonly MemoryStream _error = new();
    private readonly MemoryStream _status = new();
    private byte[]? _discardBuffer;
    private bool _isInOutput;
    private bool _hasStatus;
    private CancellationTokenSource _limit = new();
    private EksConnectorException? _failure;

    public CommandOutput(WebSocket socket, ApiRequest request, ConnectionSettings settings, TimeSpan inactivityTimeout)
    {
        _socket = socket;
        _request = request;
        _settings = settings;
        _inactivityTimeout = inactivityTimeout;
    }

    /// <summary>The result of the command; null until the output has been read to the end.</summary>
    public ContainerExit? Exit { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        if (Exit is not null || buffer.IsEmpty)
        {
            return 0;
        }

        // Messages without output, such as empty messages, do not reset the inactivity timeout.
        RestartTimeout();
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _limit);
        try
        {
            return await ReadMessagesAsync(buffer, _limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not ObjectDisposedException)
        {
            _socket.Abort();
            _failure = FailureOf(_limit.IsCancellationRequested ? new TimeoutException() : exception);
            throw _failure;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Abort without a close handshake, because a running command would continue to write; the server stops it when the connection closes.
            _socket.Abort();
            _socket.Dispose();
            _limit.Dispose();
            _error.Dispose();
            _status.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadMessagesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_isInOutput)
            {
                ValueWebSocketReceiveResult piece = await ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
                _isInOutput = !piece.EndOfMessage;
                if (piece.Count > 0)
                {
                    return piece.Count;
                }
            }
            else if (!await BeginMessageAsync(cancellationToken).ConfigureAwait(false))
            {
                End();
                return 0;
            }
        }
    }

    // Reads the first byte of a message, and the whole message if it is not output; returns false if there are no more messages.
    private async ValueTask<bool> BeginMessageAsync(CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult first;
        try
        {
            first = await ReceiveAsync(_channel, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_hasStatus && exception is WebSocketException or IOException or OperationCanceledException)
        {
            // The exit status has already been received.
            return false;
        }

        switch (first.MessageType)
        {
            case WebSocketMessageType.Close:
                return false;
            case WebSocketMessageType.Text:
                throw InvalidMessage("a text message");
        }

        // Servers first send an empty message on a channel.
        if (first.EndOfMessage || first.Count == 0)
        {
            return true;
        }

        switch (_channel[0])
        {
            case OutputChannel:
                _isInOutput = true;
                return true;
            case ErrorChannel:
                await ReadToEndAsync(_error, ErrorBytes, cancellationToken).ConfigureAwait(false);
                return true;
            case StatusChannel:
                await ReadToEndAsync(_status, StatusBytes, cancellationToken).ConfigureAwait(false);
                _hasStatus = true;
                _limit.CancelAfter(s_closeTimeout);
                return true;
            default:
                throw InvalidMessage($"a message on channel {_channel[0]}");
        }
    }

    // Reads the rest of a message and keeps the beginning of the channel's content, up to the limit.
    private async ValueTask ReadToEndAsync(MemoryStream kept, int limit, CancellationToken cancellationToken)
    {
        _discardBuffer ??= new byte[ErrorBytes];
        ValueWebSocketReceiveResult piece;
        do
        {
            piece = await ReceiveAsync(_discardBuffer, cancellationToken).ConfigureAwait(false);
            kept.Write(_discardBuffer, 0, (int)Math.Min(piece.Count, limit - kept.Length));
        }
        while (!piece.EndOfMessage);
    }

    private ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _socket.ReceiveAsync(buffer, cancellationToken);
    }

    private void RestartTimeout()
    {
        if (!_limit.TryReset())
        {
            _limit.Dispose();
            _limit = new CancellationTokenSource();
        }

        _limit.CancelAfter(_hasStatus ? s_closeTimeout : _inactivityTimeout);
    }

    private void End()
    {
        if (!_hasStatus)
        {
            throw new IOException("The server closed the connection before the command ended.");
        }

        Exit = ExecStatusParser.Parse(
            _status.GetBuffer().AsSpan(0, (int)_status.Length),
            Encoding.UTF8.GetString(_error.GetBuffer(), 0, (int)_error.Length),
            _request,
            _settings);
    }

    private EksConnectorException FailureOf(Exception exception) => exception switch
    {
        EksConnectorException failure => failure,
        WebSocketException { WebSocketErrorCode: not WebSocketError.ConnectionClosedPrematurely, InnerException: null } =>
            TransportFaults.UnexpectedResponse("the server sent data that is not a valid WebSocket message", _settings, exception),
        _ => TransportFaults.FromStream(exception, _request, _settings, _inactivityTimeout),
    };

    private EksConnectorException InvalidMessage(string what) => TransportFaults.UnexpectedResponse(
        $"the server sent {what}, which is not part of the protocol {ApiRequest.ExecProtocol}", _settings, new InvalidDataException());
}
