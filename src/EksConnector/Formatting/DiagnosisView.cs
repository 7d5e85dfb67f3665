using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace EksConnector;

/// <summary>The default view of a diagnosis, formatted for the width of the host's window.</summary>
internal static class DiagnosisView
{
    // Longer lines are hard to read; the default is a window of 80 columns.
    private const int MaximumWidth = 100;
    private const int DefaultWidth = 79;

    private static readonly ConditionalWeakTable<Runspace, PSHost> s_hosts = new();

    /// <summary>Stores the host of the current runspace.</summary>
    /// <param name="host">The host.</param>
    public static void SetHost(PSHost? host)
    {
        if (host is not null && Runspace.DefaultRunspace is { } runspace)
        {
            s_hosts.AddOrUpdate(runspace, host);
        }
    }

    /// <summary>Formats a diagnosis.</summary>
    /// <param name="item">The diagnosis, or a deserialized diagnosis from a job or a file.</param>
    /// <returns>The lines.</returns>
    public static string Of(PSObject item) => DiagnosisText.Of(item.BaseObject as Diagnosis ?? FromDeserialized(item), Math.Min(Width(), MaximumWidth));

    private static int Width()
    {
        try
        {
            PSHost? host = null;
            _ = Runspace.DefaultRunspace is { } runspace && s_hosts.TryGetValue(runspace, out host);

            // The last column is not used, because some consoles wrap there. A host without a window may report no columns.
            return host?.UI?.RawUI?.BufferSize.Width is > 1 and int width ? width - 1 : DefaultWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            // A host without a window, such as that of a runbook or a job.
            return DefaultWidth;
        }
    }

    // Converted manually, because a constrained session does not convert to types of the module.
    private static Diagnosis FromDeserialized(PSObject item) => new()
    {
        Context = Text(item, nameof(Diagnosis.Context)) ?? string.Empty,
        Namespace = Text(item, nameof(Diagnosis.Namespace)) ?? string.Empty,
        ClusterName = Text(item, nameof(Diagnosis.ClusterName)),
        IsHealthy = Value(item, nameof(Diagnosis.IsHealthy)) as bool?,
        IsConnected = Value(item, nameof(Diagnosis.IsConnected)) as bool?,
        RootCause = Text(item, nameof(Diagnosis.RootCause)),
        Summary = Text(item, nameof(Diagnosis.Summary)) ?? string.Empty,
        Evidence = Text(item, nameof(Diagnosis.Evidence)),
        RecommendedAction = Text(item, nameof(Diagnosis.RecommendedAction)),
        FixCommand = Text(item, nameof(Diagnosis.FixCommand)),
        FixCommandPowerShell = Text(item, nameof(Diagnosis.FixCommandPowerShell)),
        Time = Value(item, nameof(Diagnosis.Time)) as DateTime? ?? default,
        Findings = new ValueList<Finding>((Value(item, nameof(Diagnosis.Findings)) as IEnumerable ?? Array.Empty<object>())
            .Cast<object?>().Select(each => FindingFromDeserialized(PSObject.AsPSObject(each)))),
    };

    private static Finding FindingFromDeserialized(PSObject item) => item.BaseObject as Finding ?? new Finding
    {
        Code = Text(item, nameof(Finding.Code)) ?? string.Empty,
        Result = Text(item, nameof(Finding.Result)) ?? string.Empty,
        Severity = Text(item, nameof(Finding.Severity)) ?? string.Empty,
        Summary = Text(item, nameof(Finding.Summary)) ?? string.Empty,
        Cause = Text(item, nameof(Finding.Cause)),
        IsRootCause = Value(item, nameof(Finding.IsRootCause)) is true,
        CausedBy = Text(item, nameof(Finding.CausedBy)),
    };

    private static object? Value(PSObject item, string name) => item.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : item.Properties[name]?.Value;

    private static string? Text(PSObject item, string name) => Value(item, name) as string;
}
