using System.ComponentModel;
using System.Diagnostics;

namespace EksConnector.Core;

/// <summary>
/// Runs programs that are not trusted to end: time and output are limited, and the program and its child processes are stopped at a
/// limit and on cancellation.
/// </summary>
public static class BoundedProcess
{
    private const int MaximumErrorLength = 64 * 1024;

    // The time to wait for output after the program exits, because a child process may keep the pipe open.
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(1);

    /// <summary>Runs a program.</summary>
    /// <param name="start">The function that starts the program with redirected standard output and error. It is called on the thread pool, because searching for a program can block on a slow file system, and its token is canceled at the timeout.</param>
    /// <param name="maximumOutputLength">The maximum size of the standard output in bytes. Of standard error, the last 64 KiB are kept.</param>
    /// <param name="timeout">The timeout.</param>
    /// <param name="cancellationToken">A token that stops the program and its child processes.</param>
    /// <returns>The result.</returns>
    public static async Task<ProcessResult> RunAsync(
        Func<CancellationToken, Task<Process>> start, int maximumOutputLength, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var output = new OutputBuffer(maximumOutputLength, keepsTail: false);
        var error = new OutputBuffer(MaximumErrorLength, keepsTail: true);
        using var outputExceeded = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(timeout);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, outputExceeded.Token, limit.Token);
        try
        {
            using Process process = await StartAsync(start, stop.Token).ConfigureAwait(false);
            int exitCode = await FinishAsync(process, output, error, outputExceeded, stop).ConfigureAwait(false);
            return new ProcessResult(ProcessEnd.Exited, exitCode, output.Reveal(), error.Reveal());
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ProcessEnd end = outputExceeded.IsCancellationRequested ? ProcessEnd.OutputTooLong : ProcessEnd.TimedOut;
            return new ProcessResult(end, exitCode: -1, output.Reveal(), error.Reveal());
        }
    }

    private static async Task<Process> StartAsync(Func<CancellationToken, Task<Process>> start, CancellationToken cancellationToken)
    {
        Task<Process> starting = Task.Run(() => start(cancellationToken), CancellationToken.None);
        try
        {
            return await starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = starting.ContinueWith(
                late => Discard(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task<int> FinishAsync(
        Process process, OutputBuffer output, OutputBuffer error, CancellationTokenSource outputExceeded, CancellationTokenSource stop)
    {
        try
        {
            Task pumps = Task.WhenAll(
                PumpAsync(process.StandardOutput.BaseStream, output, outputExceeded, stop.Token),
                PumpAsync(process.StandardError.BaseStream, error, outputExceeded, stop.Token));
            CloseInput(process);
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
            await DrainAsync(pumps, stop.Token).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }
        finally
        {
            // Child processes of the program may keep the pipes open.
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync(Stream stream, OutputBuffer output, CancellationTokenSource outputExceeded, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8 * 1024];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!output.TryAdd(buffer.AsSpan(0, count)))
                {
                    await outputExceeded.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The program has exited or is being stopped, which FinishAsync handles.
        }
    }

    private static async Task DrainAsync(Task pumps, CancellationToken cancellationToken)
    {
        try
        {
            await pumps.WaitAsync(s_drainTime, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The output of the program itself has been read by now.
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void CloseInput(Process process)
    {
        if (!process.StartInfo.RedirectStandardInput)
        {
            return;
        }

        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process has already exited.
        }
    }

    private static void Discard(Process process)
    {
        Kill(process);
        process.Dispose();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // The process has already exited, or access is denied.
        }
    }
}
