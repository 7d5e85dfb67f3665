namespace EksConnector.Core.Logs;

/// <summary>The texts in the connector's logs that the module recognizes.</summary>
internal static class ConnectorLogText
{
    /// <summary>The kubelet's response if the log file no longer exists on the node.</summary>
    public static ReadOnlySpan<byte> LogIsLost => "unable to retrieve container logs for "u8;

    /// <summary>The message that the proxy writes at level I if it cannot serve a request.</summary>
    public static ReadOnlySpan<byte> ProxyError => "eks connector proxy encountered error:"u8;

    /// <summary>The message that the agent writes at level WARN if it cannot open a control channel, for example because it is denied.</summary>
    public static ReadOnlySpan<byte> DialFailed => "Failed to dial websocket"u8;

    /// <summary>The prefix of errors of the Go HTTP server in the proxy, on standard output.</summary>
    public static ReadOnlySpan<byte> ProxyServer => "[ProxyServer] "u8;

    /// <summary>The prefix of the error that the command-line parser writes before the program exits.</summary>
    public static ReadOnlySpan<byte> CommandError => "Error: "u8;

    /// <summary>The prefix of the message of a Go panic.</summary>
    public static ReadOnlySpan<byte> Panic => "panic: "u8;

    /// <summary>The prefix of a fatal error of the Go runtime.</summary>
    public static ReadOnlySpan<byte> RuntimeError => "fatal error: "u8;

    /// <summary>The prefix of the first line of a goroutine's stack trace.</summary>
    public static ReadOnlySpan<byte> Goroutine => "goroutine "u8;

    /// <summary>The prefix of the line of a stack trace with the creator of the goroutine.</summary>
    public static ReadOnlySpan<byte> CreatedBy => "created by "u8;

    /// <summary>The prefix of the line of an AWS error with the underlying error.</summary>
    public static ReadOnlySpan<byte> CausedBy => "caused by:"u8;

    /// <summary>The separator between the function and the file in agent lines that contain the code location.</summary>
    public static ReadOnlySpan<byte> PlaceMark => " @ "u8;
}
