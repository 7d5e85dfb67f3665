using System.Management.Automation;
using EksConnector.Core;
using EksConnector.Core.Kubernetes;

namespace EksConnector;

/// <summary>Formats texts of the default views. The hidden properties in the types file call these methods.</summary>
/// <remarks>The methods accept deserialized objects from a job or a file, and format independently of the culture.</remarks>
public static class ViewTexts
{
    private static readonly string[] s_verdictProperties = ["IsHealthy", "IsValid", "IsRepaired", "IsConnected"];
    private static readonly string[] s_words = ["Result", "Severity", "Level", "Type"];
    private static readonly string[] s_sentences = ["Summary", "Action", "Meaning", "Message"];

    /// <summary>Formats the age of a Pod.</summary>
    /// <param name="item">A <see cref="PodStatus"/>.</param>
    /// <returns>A text such as <c>3h12m</c>; empty if the age is not known.</returns>
    public static string AgeText(PSObject item) => Value(item, "Age") is TimeSpan age ? Duration.ToShortText(age) : string.Empty;

    /// <summary>Formats the number of restarts of a Pod's containers and the time of the last restart.</summary>
    /// <param name="item">A <see cref="PodStatus"/>.</param>
    /// <returns>A text such as <c>0</c> or <c>4 (12m ago)</c>.</returns>
    public static string RestartsText(PSObject item)
    {
        string count = Text(item, "Restarts");
        return count is not ("" or "0") && Value(item, "LastRestart") is DateTime last && Value(item, "CreationTime") is DateTime created && Value(item, "Age") is TimeSpan age
            ? $"{count} ({Duration.ToShortText(created.ToUniversalTime() + age - last.ToUniversalTime())} ago)"
            : count;
    }

    /// <summary>Formats the remaining validity period of an activation.</summary>
    /// <param name="item">An <see cref="ActivationResult"/>.</param>
    /// <returns>A text such as <c>2d4h</c> or <c>expired</c>; empty if the expiration is not known.</returns>
    public static string ExpiresText(PSObject item) =>
        Value(item, "IsExpired") is true ? "expired" : Value(item, "ExpiresIn") is TimeSpan left ? Duration.ToShortText(left) : string.Empty;

    /// <summary>Formats the connector of a row.</summary>
    /// <param name="item">An object with a context and a namespace.</param>
    /// <returns>A text such as <c>edge-berlin (eks-connector)</c>.</returns>
    public static string ConnectorText(PSObject item)
    {
        string context = OutsideText.Line(Text(item, "Context"));
        string @namespace = OutsideText.Line(Text(item, "Namespace"));
        return context.Length == 0 ? "no cluster was queried" : @namespace.Length == 0 ? context : $"{context} ({@namespace})";
    }

    /// <summary>Formats the Pod of a log entry, and its cluster if the output is from several clusters.</summary>
    /// <param name="item">A <see cref="LogEntry"/>.</param>
    /// <returns>
    /// The Pod. It is preceded by the context, and by the namespace if it is not the default, if several connectors were read or the
    /// entry is from a job or a file.
    /// </returns>
    public static string PlaceText(PSObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string pod = OutsideText.Line(Text(item, "Pod"));
        if (item.BaseObject is LogEntry { IsFromFleet: false })
        {
            return pod;
        }

        string @namespace = OutsideText.Line(Text(item, "Namespace"));
        return $"{OutsideText.Line(Text(item, "Context"))}/\n{(@namespace is "" or ConnectorNames.Namespace ? string.Empty : $"{@namespace}/\n")}{pod}";
    }

    /// <summary>Formats a diagnosis as text for a ticket, for the width of the host's window.</summary>
    /// <param name="item">A <see cref="Diagnosis"/>.</param>
    /// <returns>The lines.</returns>
    public static string DiagnosisText(PSObject item) => DiagnosisView.Of(item);

    /// <summary>Formats the sentences of an object for the last column of its table, wrapped between words.</summary>
    /// <param name="item">A finding or its definition, a repair, an event, a log entry, or a Pod of a diagnosis.</param>
    /// <returns>The lines, separated by a line feed.</returns>
    public static string WrappedText(PSObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string type = item.TypeNames.Count > 0 ? item.TypeNames[0].Split('.')[^1] : string.Empty;
        string? property = Array.Find(s_sentences, name => item.Properties[name] is not null);
        string text = type == nameof(LogEntry) ? FirstLine(item) : property is null ? string.Empty : Text(item, property);
        return LastColumn.Wrap(type, OutsideText.Line(text));
    }

    /// <summary>Returns the color of an object's status, result, severity, level, or verdict in the views.</summary>
    /// <param name="item">An object that has one of them.</param>
    /// <returns>The escape sequence that sets the color; empty for none, or if the output shows no colors.</returns>
    public static string StyleText(PSObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!ViewStyle.IsRendered)
        {
            return string.Empty;
        }

        if (item.Properties["Status"] is not null)
        {
            return ViewStyle.ForPod(Value(item, "IsReady") is true, Text(item, "Status"));
        }

        string? answer = s_verdictProperties.FirstOrDefault(name => item.Properties[name] is not null);
        return answer is not null
            ? ViewStyle.ForVerdict(Value(item, answer) as bool?)
            : ViewStyle.ForWord(s_words.Select(name => Text(item, name)).FirstOrDefault(word => word.Length > 0) ?? string.Empty);
    }

    private static string FirstLine(PSObject item)
    {
        int more = Text(item, "Message").Split('\n').Length - 1;
        return more > 0 ? $"{Text(item, "Reason")} (+{more} lines)" : Text(item, "Reason");
    }

    private static object? Value(PSObject? item, string name) => item?.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : item?.Properties[name]?.Value;

    private static string Text(PSObject? item, string name) => Convert.ToString(Value(item, name), System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
