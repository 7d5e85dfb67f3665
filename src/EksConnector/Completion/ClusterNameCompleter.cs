using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Aws;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes the names of clusters in EKS, when AWS answers at once.</summary>
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
            RequestTimeout = TabLimit.Longest,
        };
        IAwsGateway gateway = RunspaceServices.Current.Aws;
        IReadOnlyList<string> names = CompletionSource.InTime(TabLimit.Aws, token => Task.Run(() => ReadAsync(gateway, source, token), token), []);
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"EKS cluster {name}")));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IAwsGateway gateway, AwsConnectionSource source, CancellationToken cancellationToken)
    {
        IAwsSession session = await gateway.ConnectAsync(source, new CompletionLog(), cancellationToken).ConfigureAwait(false);
        var names = new List<string>();
        await foreach (string name in session.Eks.ListClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(name);
        }

        return names;
    }
}
