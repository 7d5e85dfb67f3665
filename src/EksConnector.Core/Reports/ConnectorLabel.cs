using System.Globalization;

namespace EksConnector.Core.Reports;

/// <summary>The texts that identify a connector in a report.</summary>
internal static class ConnectorLabel
{
    /// <summary>The maximum number of characters of a name.</summary>
    public const int MaxLength = 200;

    /// <summary>Returns the context of a diagnosis, with the namespace if it is not the default.</summary>
    public static string Of(EksConnector.Diagnosis diagnosis) =>
        diagnosis.Context.Length == 0 ? "(no context)"
        : diagnosis.Namespace is "" or Kubernetes.ConnectorNames.Namespace ? diagnosis.Context
        : $"{diagnosis.Context} ({diagnosis.Namespace})";

    /// <summary>Returns the ID of the section of a connector.</summary>
    public static string IdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place + 1}");

    /// <summary>Writes a link to the section of a connector.</summary>
    public static void WriteLink(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses, int place) =>
        html.Begin("a", ("href", $"#{IdOf(place)}")).Name(Of(diagnoses[place]), MaxLength).End();

    /// <summary>Returns the time until the activation expires.</summary>
    public static string TimeLeft(EksConnector.Diagnosis diagnosis)
    {
        TimeSpan left = diagnosis.ActivationExpiry!.Value.ToUniversalTime() - diagnosis.Time.ToUniversalTime();
        return left <= TimeSpan.Zero ? "expired" : $"in {Duration.ToShortText(left)}";
    }
}
