using System.Collections;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>
/// Converts strings, error records and log entries to text. Files are rejected so that they bind to the parameter that takes
/// paths.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = Unwrap(inputData);
        return data is IEnumerable many and not string
            ? many.Cast<object?>().Select(item => Text(Unwrap(item))).ToArray()
            : new[] { Text(data) };
    }

    private static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;

    private static string Text(object? item) => item switch
    {
        null => string.Empty,
        string text => text,
        LogEntry entry => entry.Raw,

        // PowerShell shows the details; the exception may contain more information.
        ErrorRecord { ErrorDetails.Message: { Length: > 0 } details } error when details != error.Exception?.Message => $"{details}\n{error.Exception?.Message}",
        ErrorRecord error => error.Exception?.Message ?? error.ToString(),
        Exception exception => exception.Message,

        // The inner exception makes PowerShell try to bind the object to another parameter.
        FileSystemInfo => throw new ArgumentTransformationMetadataException("a text is expected, not a file.", new PSInvalidCastException("A text is expected, not a file.")),
        PSObject custom => Property(custom, "Raw") ?? Property(custom, "Message") ?? custom.ToString(),
        _ => Property(new PSObject(item), "Raw") ?? Property(new PSObject(item), "Message") ?? item.ToString() ?? string.Empty,
    };

    // Deserialized log entries from a job are not of type LogEntry.
    private static string? Property(PSObject item, string name) => item.Properties[name]?.Value as string;
}
