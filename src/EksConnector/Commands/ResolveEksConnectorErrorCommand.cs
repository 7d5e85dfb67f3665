using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text;
using EksConnector.Core.Findings.Resolving;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Explains errors of the EKS Connector and recommends an action.</summary>
/// <remarks>
/// <para>The cmdlet takes text that you copied from the Amazon EKS console, a log, Helm, kubectl, or the AWS CLI. It returns a finding for
/// each problem that it recognizes in the text, the root cause first, with the meaning, the cause, the recommended action, and, if a
/// command resolves the problem, that command with the names from the text. For a denied request, it also returns the IAM principal.</para>
/// <para>The cmdlet queries neither a cluster nor AWS. All input from the pipeline forms one text, so the lines of Get-Content and the
/// entries of Get-EksConnectorLog stay together. Typographic quotation marks, terminal colors, escape sequences, and line breaks in the
/// text have no effect, and secrets in the text are masked in the output.</para>
/// <para>If the cmdlet recognizes no problem in the text, it writes a warning and returns no finding.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Resolve, "EksConnectorError", DefaultParameterSetName = MessageSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Resolve-EksConnectorError.md")]
[OutputType(typeof(Finding))]
public sealed class ResolveEksConnectorErrorCommand : EksConnectorCmdlet
{
    private const string MessageSet = "Message";
    private const string PathSet = "Path";

    private readonly StringBuilder _text = new();
    private bool _failed;

    /// <summary>
    /// The text: one or more strings, log entries or error records such as <c>$Error[0]</c>. All of them together are one text.
    /// </summary>
    [Parameter(ParameterSetName = MessageSet, Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [TextTransformation]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Raw", "Text")]
    public string[] Message { get; set; } = [];

    /// <summary>Files with the text, such as a log that was saved. The path is taken as it is, without wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LiteralPath", "FullName")]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            foreach (string path in Path)
            {
                Read(path);
            }

            return;
        }

        foreach (string message in Message)
        {
            _text.Append(message).Append('\n');
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string text = _text.ToString();
        if (string.IsNullOrWhiteSpace(text))
        {
            // Nothing piped in is nothing to say; a file that could not be read has said so.
            if (!_failed && !(MyInvocation.ExpectingInput && text.Length == 0))
            {
                WriteError(ToErrorRecord(new EksConnectorException(
                    ErrorIds.InvalidParameter,
                    FailureCategory.InvalidArgument,
                    "The text is empty.",
                    "Give the text of the error with -Message or by the pipeline, or a file that has it with -Path.")));
            }

            return;
        }

        IReadOnlyList<Finding> findings = ErrorResolver.Resolve(text);
        if (findings.Count == 0)
        {
            WriteWarning("Nothing in the text is known to be an error of the EKS Connector. Give more of it: the whole message, or the log (Get-EksConnectorLog -Level Warning | Resolve-EksConnectorError). Test-EksConnectorActivation and Get-EksConnectorStatus look at the cluster itself.");
        }

        WriteObject(findings, enumerateCollection: true);
    }

    private void Read(string path)
    {
        string shown = path;
        try
        {
            Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(WildcardPattern.Escape(path), out ProviderInfo provider);
            if (provider.Name != "FileSystem" || found.Count != 1)
            {
                throw new IOException("it is no file");
            }

            shown = found[0];
            using var reader = new StreamReader(shown, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            _text.Append(reader.ReadToEnd()).Append('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            bool isMissing = exception is FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException;
            _failed = true;
            WriteError(ToErrorRecord(new EksConnectorException(
                ErrorIds.TextNotReadable,
                isMissing ? FailureCategory.ObjectNotFound : FailureCategory.InvalidData,
                isMissing ? $"There is no file '{shown}'." : $"The file '{shown}' cannot be read: {exception.Message}",
                "Give the path of a text file with -Path, without wildcards; from Get-ChildItem, files come by the pipeline.",
                exception)
            {
                Target = shown,
            }));
        }
    }
}
