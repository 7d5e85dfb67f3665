using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text;
using EksConnector.Core;
using EksConnector.Core.Findings.Resolving;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Explains an error of the EKS Connector and how to fix it.</summary>
/// <remarks>
/// <para>Takes the text of an error from the Amazon EKS console, a log, Helm, kubectl or the AWS CLI, and returns a finding for
/// each error that it recognizes, the root cause first: what the error means, its cause, what to do, and, if a command fixes
/// it, that command with the names from the text. For a denied request, the finding contains the ARN of the IAM
/// principal.</para>
/// <para>The cmdlet connects to no cluster and no AWS account. All input from the pipeline is treated as one text, so that the
/// lines of Get-Content and the entries of Get-EksConnectorLog stay together. Typographic quotation marks, terminal colors,
/// escape sequences and line breaks in the text do not affect the result. Secrets in the text are redacted in the output.</para>
/// <para>If the cmdlet does not recognize an error, it writes a warning and returns no finding.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Resolve, "EksConnectorError", DefaultParameterSetName = MessageSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Resolve-EksConnectorError.md")]
[OutputType(typeof(Finding))]
public sealed class ResolveEksConnectorErrorCommand : EksConnectorCmdlet
{
    private const string MessageSet = "Message";
    private const string PathSet = "Path";

    // Larger than any relevant log, and small enough for the memory of a runbook.
    private const int MaximumFileLength = 64 * 1024 * 1024;

    private readonly StringBuilder _text = new();
    private bool _failed;

    /// <summary>
    /// The text of the error: one or more strings, log entries, or error records such as <c>$Error[0]</c>. All values are
    /// treated as one text.
    /// </summary>
    [Parameter(ParameterSetName = MessageSet, Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [TextTransformation]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Raw", "Text")]
    public string[] Message { get; set; } = [];

    /// <summary>The paths of files that contain the text, such as a saved log. Wildcards are not permitted.</summary>
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
            // Empty pipeline input is not an error, and unreadable files have already been reported.
            if (!_failed && !(MyInvocation.ExpectingInput && text.Length == 0))
            {
                WriteError(new EksConnectorException(
                    ErrorIds.InvalidParameter,
                    FailureCategory.InvalidArgument,
                    "The text is empty.",
                    "Pass the text of the error with -Message or through the pipeline, or the path of a file that contains it with -Path."));
            }

            return;
        }

        if (Resolve(text) is not { } findings)
        {
            return;
        }

        if (findings.Count == 0)
        {
            WriteWarning("No known EKS Connector error was found in the text. Pass more of it: the whole message, or the log (Get-EksConnectorLog -Level Warning | Resolve-EksConnectorError). To diagnose the cluster itself, run Test-EksConnector.");
        }

        WriteObject(findings, enumerateCollection: true);
    }

    // Returns null if the user stopped the pipeline, because a long text takes seconds.
    private IReadOnlyList<Finding>? Resolve(string text)
    {
        try
        {
            return Task.Run(() => ErrorResolver.Resolve(text), StopToken).WaitAsync(StopToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Read(string path)
    {
        string shown = path;
        try
        {
            Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(WildcardPattern.Escape(path), out ProviderInfo provider);
            if (provider.Name != "FileSystem" || found.Count != 1)
            {
                throw new IOException("the path is not that of a single file");
            }

            shown = found[0];
            byte[] content = BoundedFile.ReadAsync(shown, MaximumFileLength, StopToken).GetAwaiter().GetResult();
            using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            while (reader.ReadLine() is { } line)
            {
                _text.Append(line).Append('\n');
            }
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            _failed = true;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or TimeoutException or UnauthorizedAccessException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            bool isMissing = exception is FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException;
            _failed = true;
            WriteError(new EksConnectorException(
                ErrorIds.TextNotReadable,
                isMissing ? FailureCategory.ObjectNotFound : FailureCategory.InvalidData,
                isMissing ? $"The file '{shown}' does not exist." : $"The file '{shown}' cannot be read: {exception.Message}",
                "Pass the path of a text file with -Path, without wildcards, or pipe files from Get-ChildItem.",
                exception)
            {
                Target = shown,
            });
        }
    }
}
