using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>
/// The base class of all cmdlets: it runs an operation on the pipeline thread and writes its events as they arrive. It requests
/// the next event only after the last one is written, so that a slow consumer slows down the operation. If the pipeline ends
/// early (Ctrl+C, Select-Object -First), it cancels the operation and waits for it.
/// </summary>
public abstract class EksConnectorCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CmdletProgress _progress;
    private HashSet<string> _typed = [];
    private bool _disposed;

    /// <summary>Creates the cmdlet.</summary>
    protected EksConnectorCmdlet() => _progress = new CmdletProgress(this, _stop.Token);

    /// <summary>The token that is canceled when the pipeline stops.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Whether an error was written, because a cluster or AWS could not be queried.</summary>
    protected bool HasFailed => FailureCount > 0;

    /// <summary>The number of errors that were written.</summary>
    protected int FailureCount { get; private set; }

    /// <summary>Whether verbose messages are shown, because of -Verbose or the preference variable.</summary>
    protected bool WantsVerbose =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : GetVariableValue("VerbosePreference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostWindow.Set(Host);
        _typed = [.. MyInvocation.BoundParameters.Keys];
        if (_typed.FirstOrDefault(name => NameTransformationAttribute.IsEmpty(MyInvocation.BoundParameters[name]) && IsName(name)) is { } empty)
        {
            ThrowInvalidParameter($"-{empty}: the value is null or empty.", $"Specify a value, or omit -{empty} to use its default.");
        }
    }

    /// <summary>
    /// Writes an error if the pipeline object itself is null or empty, such as a variable that was never set. A null or empty property
    /// of a pipeline object means that the parameter is not specified.
    /// </summary>
    /// <returns>Whether an error was written and the pipeline object must be skipped.</returns>
    protected bool RefuseEmptyInput()
    {
        string[] names = [.. MyInvocation.BoundParameters.Keys.Where(name => !_typed.Contains(name) && IsName(name))];
        if (names is not [var only]
            || !NameTransformationAttribute.IsEmpty(MyInvocation.BoundParameters[only])
            || !GetType().GetProperty(only)!.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.ValueFromPipeline))
        {
            return false;
        }

        FailureCount++;
        WriteError(Invalid($"-{only}: the value from the pipeline is null or empty.", "Check the command before this one in the pipeline."));
        return true;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended at the same time.
        }
    }

    /// <summary>Releases the resources of the cmdlet.</summary>
    /// <param name="disposing">Whether the method is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }

    /// <summary>Runs an operation and writes its events.</summary>
    /// <typeparam name="T">The type of its results.</typeparam>
    /// <param name="start">The function that starts the operation with a cancellation token.</param>
    protected void Run<T>(Func<CancellationToken, IAsyncEnumerable<OperationEvent<T>>> start) => Run(start, item => WriteObject(item));

    /// <summary>Runs an operation and passes its results to a callback instead of writing them.</summary>
    /// <typeparam name="T">The type of its results.</typeparam>
    /// <param name="start">The function that starts the operation with a cancellation token.</param>
    /// <param name="onResult">The callback for each result, on the pipeline thread.</param>
    protected void Run<T>(Func<CancellationToken, IAsyncEnumerable<OperationEvent<T>>> start, Action<T> onResult)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(onResult);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        IAsyncEnumerator<OperationEvent<T>>? events = null;
        try
        {
            events = start(stop.Token).GetAsyncEnumerator(CancellationToken.None);
            while (Await(events.MoveNextAsync()))
            {
                Write(events.Current, onResult);
            }
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            // The user stopped the pipeline, which PowerShell reports itself.
        }
        catch (EksConnectorException exception)
        {
            _progress.Complete();
            ThrowTerminatingError(exception);
        }
        finally
        {
            _progress.Complete();
            stop.Cancel();
            if (events is not null)
            {
                Await(events.DisposeAsync());
            }
        }
    }

    /// <summary>Gets a path of the file system; it may be on a drive of PowerShell's own, such as Temp:/.</summary>
    /// <param name="parameter">The parameter, for the error.</param>
    /// <param name="path">The path as it was given.</param>
    /// <returns>The full path. If it is not a path of a file system, the cmdlet ends with an error.</returns>
    protected string FilePath(string parameter, string path)
    {
        Exception? cause = null;
        try
        {
            string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == "FileSystem" && full.Length > 0 && !full.Contains('\0', StringComparison.Ordinal))
            {
                return full;
            }
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or ArgumentException or NotSupportedException)
        {
            cause = exception;
        }

        ThrowTerminatingError(new EksConnectorException(
            ErrorIds.InvalidParameter,
            FailureCategory.InvalidArgument,
            $"-{parameter}: '{path}' is not a path in the file system.",
            "Specify the path of a file or a folder on a drive of the file system.",
            cause)
        {
            Target = path,
        });
        return path;
    }

    /// <summary>Requests confirmation of an action.</summary>
    /// <param name="description">The action and its target.</param>
    /// <returns>Whether the action is confirmed.</returns>
    protected bool Confirm(string description)
    {
        try
        {
            return ShouldProcess(description, description + Environment.NewLine, "Confirm");
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException)
        {
            ThrowTerminatingError(new EksConnectorException(
                ErrorIds.ConfirmationImpossible,
                FailureCategory.InvalidArgument,
                $"Nothing was changed: '{description}' requires confirmation, and this session cannot prompt for it.",
                "To see the changes, use -WhatIf. To make them without confirmation, use -Confirm:$false.",
                exception));
            return false;
        }
    }

    /// <summary>Writes a message that is neither a result nor a warning, as Write-Host does.</summary>
    /// <param name="text">The message.</param>
    protected void WriteHostMessage(string text) => WriteInformation(new HostInformationMessage { Message = OutsideText.Line(text) }, ["PSHOST"]);

    /// <summary>Ends the pipeline with an error.</summary>
    /// <param name="exception">The error.</param>
    protected void ThrowTerminatingError(EksConnectorException exception) => ThrowTerminatingError(ErrorRecords.Of(exception));

    /// <summary>Ends the pipeline with an error about the parameters.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="recommendedAction">The recommended action.</param>
    protected void ThrowInvalidParameter(string message, string recommendedAction) => ThrowTerminatingError(Invalid(message, recommendedAction));

    /// <summary>Writes an error.</summary>
    /// <param name="exception">The error.</param>
    protected void WriteError(EksConnectorException exception) => WriteError(ErrorRecords.Of(exception));

    /// <summary>
    /// Ends the calling script, as a <c>throw</c> statement does: pwsh -File and pwsh -Command exit with 1, and jobs and
    /// runbooks fail.
    /// </summary>
    /// <param name="exception">The error.</param>
    [DoesNotReturn]
    protected void EndScript(EksConnectorException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        throw new RuntimeException(exception.Message, exception, ErrorRecords.Thrown(exception, this)) { WasThrownFromThrowStatement = true };
    }

    private static EksConnectorException Invalid(string message, string recommendedAction) =>
        new(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction);

    private bool IsName(string parameter) => GetType().GetProperty(parameter)?.GetCustomAttribute<NameTransformationAttribute>() is not null;

    // The pipeline thread has no synchronization context, and cmdlets must write from it, so blocking here is safe.
    private static bool Await(ValueTask<bool> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();

    private static void Await(ValueTask task)
    {
        try
        {
            task.AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The operation was canceled by the caller.
        }
    }

    private void Write<T>(OperationEvent<T> operationEvent, Action<T> onResult)
    {
        switch (operationEvent)
        {
            case ItemEvent<T> one:
                // A visible progress bar makes the console redraw it twice for each line of output.
                _progress.Complete();
                onResult(one.Item);
                break;
            case BatchEvent<T> batch:
                _progress.Complete();
                foreach (T item in batch.Items)
                {
                    onResult(item);
                }

                break;
            case FailureEvent<T> failure:
                FailureCount++;
                WriteError(failure.Exception);
                break;
            case MessageEvent<T> { IsWarning: true } warning:
                WriteWarning(warning.Text);
                break;
            case MessageEvent<T> message:
                WriteVerbose(message.Text);
                break;
            case ProgressEvent<T> report:
                _progress.Show(report.Activity, report.Status, report.PercentComplete, report.TimeLeft);
                break;
            default:
                throw new InvalidOperationException($"Unknown event {operationEvent.GetType()}.");
        }
    }
}
