namespace EksConnector.Tests.Integration;

/// <summary>A cluster that supports the scenarios of the connector, fake or real.</summary>
public interface ITestCluster
{
    /// <summary>A kubeconfig with the contexts admin, viewer, lister, nobody, stranger and offline.</summary>
    string KubeConfigPath { get; }

    /// <summary>Loads a scenario into its own namespace, and waits until the Pods have the expected state.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <returns>The namespace.</returns>
    Task<string> EnterAsync(string scenario);
}
