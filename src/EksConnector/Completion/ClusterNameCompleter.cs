using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Aws;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes the names of EKS clusters, if AWS responds quickly.</summary>
public sealed class ClusterNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (fakeBoundParameters.Contains("SkipAws"))
        {
            return [];
        }

        var source = new AwsConnectionSource
        {
            Region = CompletionSource.Texts(fakeBoundParameters, "Region").FirstOrDefault(),
            ProfileName = CompletionSource.Texts(fakeBoundParameters, "ProfileName").FirstOrDefault(),
            EndpointUrl = CompletionSource.Texts(fakeBoundParameters, "EndpointUrl").FirstOrDefault(),
            RequestTimeout = CompletionTimeout.Maximum,
        };
        IAwsGateway gateway = RunspaceServices.Current.Aws;
        IAwsSession? session = CompletionSource.RunWithTimeout<IAwsSession?>(
            CompletionTimeout.AwsCredentials, token => Task.Run<IAwsSession?>(async () => await gateway.ConnectAsync(source, new CompletionLog(), token).ConfigureAwait(false), token), null);
        IReadOnlyList<string> names = session is null ? [] : CompletionSource.RunWithTimeout(CompletionTimeout.Eks, token => Task.Run(() => ReadAsync(session, token), token), []);
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"EKS cluster {name}")));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IAwsSession session, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (string name in session.Eks.ListClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(name);
        }

        return names;
    }
}
