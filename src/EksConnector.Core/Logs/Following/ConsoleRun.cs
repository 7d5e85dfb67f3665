using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Logs.Following;

/// <summary>Follows a container instance on its standard output.</summary>
internal sealed class ConsoleRun : FollowedRun
{
    private readonly FollowSettings _settings;
    private readonly LogRequest _request;
    private readonly LogConsumers _consumers;
    private readonly LogCursor _cursor;
    private ConsoleStream? _stream;
    private LogConsumer? _consumer;

    /// <summary>Creates the object.</summary>
    /// <param name="settings">The settings for all instances of the container.</param>
    /// <param name="request">The request for this instance.</param>
    /// <param name="source">The container instance.</param>
    public ConsoleRun(FollowSettings settings, LogRequest request, LogSource source)
        : base(source)
    {
        _settings = settings;
        _request = request;
        _consumers = new LogConsumers(request, settings.Cancellation);
        _cursor = new LogCursor((from, to) => settings.ReportLostLines(source, from, new DateTimeOffset(to, TimeSpan.Zero), "its log was rotated while it could not be read"));
    }

    /// <inheritdoc/>
    public override async Task FollowAsync(LogSource now, CancellationToken cancellationToken)
    {
        try
        {
            if (_stream is null)
            {
                await BeginAsync(now, cancellationToken).ConfigureAwait(false);
            }

            await ContinueAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
        {
            _stream?.Reset();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task ReadRemainderAsync(LogSource? previous, ContainerStateTerminated? end, CancellationToken cancellationToken)
    {
        if (!IsRead && _stream is not null)
        {
            await _stream.ReadRemainderAsync(previous, end?.FinishedAt, cancellationToken).ConfigureAwait(false);
        }

        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_consumer is not null)
        {
            _consumer.Complete();
            await _settings.Output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeginAsync(LogSource run, CancellationToken cancellationToken)
    {
        if (_consumer is null && _request.Tail is not null)
        {
            var reader = new ContainerLogReader(_settings.Client, _request, _settings.Log);
            await reader.ReadAsync(
                run, () => _consumer = _consumers.ForConsole(Source), new LogPump(_settings.Output, isLive: false), _cursor, cancellationToken).ConfigureAwait(false);
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        _consumer ??= _consumers.ForConsole(Source);
        _stream = new ConsoleStream(_settings, _request, Source, _consumer, _cursor, _settings.Output);
    }

    private async Task ContinueAsync(LogSource run, CancellationToken cancellationToken)
    {
        if (run.IsRunning)
        {
            await _stream!.ContinueReadingAsync(run, isLive: true, cancellationToken).ConfigureAwait(false);
            await _settings.TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            run = _settings.RunOf(run.Origin.Pod, run.Origin.Container) is { } now && Is(now) ? now : run;
        }

        if (!run.IsRunning)
        {
            await _stream!.ContinueReadingAsync(run, isLive: false, cancellationToken).ConfigureAwait(false);
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            IsRead = true;
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        _consumer!.Flush();
        await _settings.Output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
    }
}
