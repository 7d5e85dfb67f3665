namespace EksConnector.Tests.Integration;

/// <summary>A cluster that supports the scenarios of the connector, fake or real.</summary>
public interface ITestCluster
{
    /// <summary>The path of a kubeconfig with the contexts <c>admin</c>, <c>viewer</c>, <c>lister</c>, <c>nobody</c>, <c>stranger</c>, and <c>offline</c>.</summary>
    string KubeConfigPath { get; }

    /// <summary>Loads a scenario into its own namespace, and waits until the Pods have the expected state.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <returns>The namespace.</returns>
    Task<string> EnterAsync(string scenario);
}
