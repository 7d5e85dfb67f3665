using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using EksConnector.Core;
using EksConnector.Core.Aws;

namespace EksConnector.Completion;

/// <summary>Completes AWS profiles from the configuration files, without network requests and without loading the AWS SDK.</summary>
public sealed class ProfileNameCompleter : IArgumentCompleter
{
    private const int MaximumFileLength = 1024 * 1024;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IReadOnlyList<string> names = CompletionSource.RunWithTimeout(CompletionTimeout.AwsProfiles, ReadAsync, []);
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"AWS profile {name}")));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        string config = await ReadAsync("AWS_CONFIG_FILE", "config", cancellationToken).ConfigureAwait(false);
        string credentials = await ReadAsync("AWS_SHARED_CREDENTIALS_FILE", "credentials", cancellationToken).ConfigureAwait(false);
        return AwsProfileNames.Read(config, credentials);
    }

    private static async Task<string> ReadAsync(string variable, string name, CancellationToken cancellationToken)
    {
        string path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", name);
        try
        {
            return Encoding.UTF8.GetString(await BoundedFile.ReadAsync(path, MaximumFileLength, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return string.Empty;
        }
    }
}
