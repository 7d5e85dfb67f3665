using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes the principals of the cluster on the command line, if it responds quickly.</summary>
public sealed class PrincipalCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var request = new ImpersonationRequest
        {
            Source = CompletionSource.From(fakeBoundParameters),
            Targets = CompletionSource.Texts(fakeBoundParameters, "Context")
                .Select(context => new ClusterTarget(context, CompletionSource.Texts(fakeBoundParameters, "Namespace").FirstOrDefault()))
                .Take(1).ToArray(),
        };
        if (ClusterCompletion.Clusters(request.Source).Count == 0)
        {
            return [];
        }

        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        string[] users = CompletionSource.RunWithTimeout(CompletionTimeout.ApiServer, token => Task.Run(() => ReadAsync(gateway, request, token), token), []);
        return CompletionSource.Results(wordToComplete, users.Select(user => (user, user)));
    }

    private static async Task<string[]> ReadAsync(IKubernetesGateway gateway, ImpersonationRequest request, CancellationToken cancellationToken)
    {
        var users = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (OperationEvent<ImpersonatedUser> operationEvent in
            new GetImpersonationOperation(gateway).RunAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (operationEvent is ItemEvent<ImpersonatedUser> { Item.PrincipalArn: { } user } && user.StartsWith("arn:", StringComparison.Ordinal))
            {
                users.Add(user);
            }
        }

        return [.. users];
    }
}
