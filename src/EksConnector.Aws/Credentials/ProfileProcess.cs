using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using EksConnector.Aws.Http;
using EksConnector.Core;

namespace EksConnector.Aws.Credentials;

/// <summary>
/// The credentials that the credential_process of a profile returns. The SDK's own class is not used, because it never stops the
/// program and keeps all of its output in memory.
/// </summary>
internal sealed class ProfileProcess : RefreshingAWSCredentials
{
    private const int MaximumOutputLength = 1024 * 1024;

    private static readonly JsonDocumentOptions s_jsonOptions = new() { AllowTrailingCommas = true };

    private readonly string _profile;
    private readonly string _command;
    private readonly TimeSpan _timeout;
    private readonly ProcessLauncher _launcher;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="profile">The name of the profile, for errors.</param>
    /// <param name="command">The value of credential_process.</param>
    /// <param name="timeout">The timeout of the program.</param>
    /// <param name="launcher">Starts the program.</param>
    public ProfileProcess(string profile, string command, TimeSpan timeout, ProcessLauncher launcher)
    {
        _profile = profile;
        _command = command.Trim();
        _timeout = timeout;
        _launcher = launcher;

        // The time of the SDK's class.
        PreemptExpiryTime = TimeSpan.FromMinutes(15);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        ProcessResult result;
        try
        {
            result = await BoundedProcess.RunAsync(
                _ => Task.FromResult(Start()), MaximumOutputLength, _timeout, TimeLimit.CurrentToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is Win32Exception or PlatformNotSupportedException or InvalidOperationException or UnauthorizedAccessException or IOException)
        {
            throw Fail(
                $"could not be started ({exception.GetType().Name})",
                "In an environment that cannot start programs, such as an Azure Automation sandbox, use -AwsCredential, or -RoleArn with -WebIdentityToken.");
        }

        return result switch
        {
            { End: ProcessEnd.OutputTooLong } => throw Fail(
                $"wrote more than {MaximumOutputLength / 1024} KiB to standard output and was stopped",
                "Run the command in credential_process manually. It must write one JSON document with credentials and nothing else."),
            { End: ProcessEnd.TimedOut } => throw new TimeoutException(),
            { ExitCode: 0 } => Parse(result.RevealOutput()),
            _ => throw Fail(string.Create(CultureInfo.InvariantCulture, $"failed with exit code {result.ExitCode}")),
        };
    }

    // The same shells as in the SDK.
    private Process Start()
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = "cmd.exe";
#pragma warning disable RS0030 // cmd.exe does not read arguments: the rest of the line is the command, with its own quotation marks.
            start.Arguments = $"/c {_command}";
#pragma warning restore RS0030
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(_command);
        }

        return _launcher.Start(start);
    }

    private CredentialsRefreshState Parse(string output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output, s_jsonOptions);
            JsonElement root = document.RootElement;
            if (!root.TryGetProperty("Version", out JsonElement version) || version.GetInt32() != 1)
            {
                throw Fail("returned credentials of an unsupported version");
            }

            DateTime expiration = root.TryGetProperty("Expiration", out JsonElement time) && time.ValueKind != JsonValueKind.Null
                ? time.GetDateTime().ToUniversalTime()
                : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
            return Text("AccessKeyId") is { Length: > 0 } id && Text("SecretAccessKey") is { Length: > 0 } secret
                ? new CredentialsRefreshState(new ImmutableCredentials(id, secret, Text("SessionToken")), expiration)
                : throw Fail("returned no access key");

            string? Text(string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The message of the exception quotes the output.
            throw Fail("returned invalid output");
        }
    }

    private EksConnectorException Fail(string what, string? advice = null) => new(
        ErrorIds.AwsCredentialProcessFailed,
        FailureCategory.AuthenticationError,
        $"The credential_process of the AWS profile '{OutsideText.Line(_profile)}' {what}. Its output is not shown because it can contain secrets.",
        advice ?? "Run the command in credential_process manually, and resolve the error that it reports.");
}
