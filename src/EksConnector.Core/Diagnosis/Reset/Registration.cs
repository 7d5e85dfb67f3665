namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The settings with which a cluster is registered with Amazon EKS again.</summary>
/// <param name="ClusterName">The name of the cluster.</param>
/// <param name="Region">The Region.</param>
/// <param name="RoleArn">The ARN of the role of the agents.</param>
/// <param name="Provider">The provider of the cluster.</param>
/// <param name="Tags">The tags, without those that AWS sets itself.</param>
internal sealed record Registration(string ClusterName, string Region, string RoleArn, string Provider, IReadOnlyDictionary<string, string> Tags);
