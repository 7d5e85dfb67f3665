using System.Management.Automation;

namespace EksConnector.Commands;

/// <summary>Creates error records from the errors of the module.</summary>
internal static class ErrorRecords
{
    /// <summary>Creates an error record.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>The record with its identifier, category, target and recommended action.</returns>
    public static ErrorRecord Of(EksConnectorException exception) => Of(exception, exception.ErrorId);

    /// <summary>Creates the error record of an error that ends the calling script. PowerShell adds no invocation information to it.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="cmdlet">The cmdlet that ends the script.</param>
    /// <returns>The record with its fully qualified identifier and the name of the cmdlet.</returns>
    public static ErrorRecord Thrown(EksConnectorException exception, PSCmdlet cmdlet)
    {
        ErrorRecord record = Of(exception, $"{exception.ErrorId},{cmdlet.GetType().FullName}");
        record.CategoryInfo.Activity = cmdlet.MyInvocation.MyCommand.Name;
        return record;
    }

    private static ErrorRecord Of(EksConnectorException exception, string id)
    {
        ErrorCategory category = Enum.TryParse(exception.Category.ToString(), out ErrorCategory known) ? known : ErrorCategory.NotSpecified;
        return new ErrorRecord(exception, id, category, exception.Target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };
    }
}
