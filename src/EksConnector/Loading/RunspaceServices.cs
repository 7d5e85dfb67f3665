using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Loading;

/// <summary>
/// The connections of one runspace, which are kept between cmdlets. Runbooks of different users can share a process, so connections
/// are never shared between runspaces.
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

    private (PSDriveInfo? Drive, string? Path, string Folder) _location = (null, null, string.Empty);

    /// <summary>The services of the runspace that runs the calling cmdlet.</summary>
    public static RunspaceServices Current => s_services.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>The Kubernetes gateway.</summary>
    public IKubernetesGateway Kubernetes => _kubernetes.Value;

    /// <summary>The AWS gateway.</summary>
    public IAwsGateway Aws => _aws.Value;

    /// <summary>The reader for manifest files.</summary>
    public IManifestReader Manifests => _manifests.Value;

    /// <summary>Closes the connections of the current runspace when the module is removed.</summary>
    public static void CloseCurrent()
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            Close(runspace);
        }
    }

    /// <summary>Returns the folder of a location. PowerShell reads the system's table of mounts for it, so the most recent one is kept.</summary>
    /// <param name="location">A location in the file system.</param>
    public string FolderOf(PathInfo location)
    {
        if (!ReferenceEquals(location.Drive, _location.Drive) || location.Path != _location.Path)
        {
            _location = (location.Drive, location.Path, location.ProviderPath);
        }

        return _location.Folder;
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
