namespace EksConnector.Core.Logs;

/// <summary>The texts in the connector's logs that mean something. Each stands here and nowhere else.</summary>
internal static class ConnectorLogText
{
    /// <summary>What the kubelet answers instead of a log whose file is gone from the node.</summary>
    public static ReadOnlySpan<byte> LogIsLost => "unable to retrieve container logs for "u8;

    /// <summary>The proxy writes this at level I when it could not serve a request.</summary>
    public static ReadOnlySpan<byte> ProxyError => "eks connector proxy encountered error:"u8;

    /// <summary>The agent writes this at level WARN when it gets no control channel, refusals included.</summary>
    public static ReadOnlySpan<byte> DialFailed => "Failed to dial websocket"u8;

    /// <summary>What Go's HTTP server says of a fault in the proxy, on standard output.</summary>
    public static ReadOnlySpan<byte> ProxyServer => "[ProxyServer] "u8;

    /// <summary>What the command line's parser says before the program ends.</summary>
    public static ReadOnlySpan<byte> CommandError => "Error: "u8;

    /// <summary>What Go says before a program ends in a panic.</summary>
    public static ReadOnlySpan<byte> Panic => "panic: "u8;

    /// <summary>What Go's runtime says before it ends the program.</summary>
    public static ReadOnlySpan<byte> RuntimeError => "fatal error: "u8;

    /// <summary>The first line of a goroutine's stack.</summary>
    public static ReadOnlySpan<byte> Goroutine => "goroutine "u8;

    /// <summary>The line of a stack that names who started the goroutine.</summary>
    public static ReadOnlySpan<byte> CreatedBy => "created by "u8;

    /// <summary>The line of an AWS error that names the error beneath it.</summary>
    public static ReadOnlySpan<byte> CausedBy => "caused by:"u8;

    /// <summary>Between function and file in the shape of a line in which the agent names the place in the code.</summary>
    public static ReadOnlySpan<byte> PlaceMark => " @ "u8;
}
