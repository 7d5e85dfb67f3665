using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EksConnector.Completion;

/// <summary>Completes the providers of Kubernetes clusters that Amazon EKS knows; another one can be typed.</summary>
public sealed class ProviderCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] s_providers =
    [
        ("AKS", "Azure Kubernetes Service"),
        ("ANTHOS", "Google Anthos"),
        ("EC2", "Kubernetes on Amazon EC2"),
        ("EKS_ANYWHERE", "Amazon EKS Anywhere"),
        ("GKE", "Google Kubernetes Engine"),
        ("OPENSHIFT", "Red Hat OpenShift"),
        ("OTHER", "Any other Kubernetes cluster"),
        ("RANCHER", "Rancher"),
        ("TANZU", "VMware Tanzu"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, s_providers.Select(provider => (provider.Name, $"{provider.Name}: {provider.Tip}")));
}
