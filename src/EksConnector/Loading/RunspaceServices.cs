using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Loading;

/// <summary>
/// What one runspace keeps between cmdlets: its connections. Runbooks of different people can share a process,
/// so nothing that was opened with somebody's credentials may be kept for the process.
/// </summary>
internal sealed class RunspaceServices : IDisposable
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceServices> s_services = new();

    private readonly Lazy<IKubernetesGateway> _kubernetes = new(() =>
        DependencyLoadContext.Create<IKubernetesGateway>("EksConnector.Kubernetes", "EksConnector.Kubernetes.KubernetesGateway"));

    private readonly Lazy<IAwsGateway> _aws = new(() =>
        DependencyLoadContext.Create<IAwsGateway>("EksConnector.Aws", "EksConnector.Aws.AwsGateway"));

    private readonly Lazy<IManifestReader> _manifests = new(() =>
        DependencyLoadContext.Create<IManifestReader>("EksConnector.Kubernetes", "EksConnector.Kubernetes.Manifests.ManifestReader"));

    /// <summary>The services of the runspace that runs the calling cmdlet.</summary>
    public static RunspaceServices Current => s_services.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>The way to Kubernetes.</summary>
    public IKubernetesGateway Kubernetes => _kubernetes.Value;

    /// <summary>The way to AWS.</summary>
    public IAwsGateway Aws => _aws.Value;

    /// <summary>What reads manifests that were not applied yet.</summary>
    public IManifestReader Manifests => _manifests.Value;

    /// <summary>Closes what the current runspace holds, when the module is removed from it.</summary>
    public static void CloseCurrent()
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            Close(runspace);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_kubernetes.IsValueCreated)
        {
            _kubernetes.Value.Dispose();
        }

        if (_aws.IsValueCreated)
        {
            _aws.Value.Dispose();
        }
    }

    private static RunspaceServices Create(Runspace runspace)
    {
        runspace.StateChanged += (sender, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                Close((Runspace)sender!);
            }
        };
        return new RunspaceServices();
    }

    private static void Close(Runspace runspace)
    {
        if (s_services.TryGetValue(runspace, out RunspaceServices? services))
        {
            s_services.Remove(runspace);
            services.Dispose();
        }
    }
}
