namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Any object of the Kubernetes API.</summary>
public interface IKubernetesObject
{
    /// <summary>The object's standard metadata; null where the server left it out.</summary>
    ObjectMeta? Metadata { get; }
}
