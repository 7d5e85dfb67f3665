namespace EksConnector.Tests.Integration;

/// <summary>A cluster that can be put into the scenarios of the connector; the suite does not know which kind it is.</summary>
public interface ITestCluster
{
    /// <summary>A kubeconfig with the contexts admin, viewer, lister, nobody, stranger and offline.</summary>
    string KubeConfigPath { get; }

    /// <summary>Puts a namespace of its own into a scenario and waits until the pods show it.</summary>
    /// <param name="scenario">The scenario's name.</param>
    /// <returns>The namespace.</returns>
    Task<string> EnterAsync(string scenario);
}
