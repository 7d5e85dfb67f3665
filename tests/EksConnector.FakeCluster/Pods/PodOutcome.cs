namespace EksConnector.FakeCluster;

/// <summary>The outcome of a Pod that a client creates.</summary>
public enum PodOutcome
{
    /// <summary>Its containers run their commands and end.</summary>
    Runs,

    /// <summary>No node is suitable.</summary>
    Unschedulable,

    /// <summary>The registry does not have the image.</summary>
    ImageMissing,

    /// <summary>Its containers run after the image was pulled.</summary>
    Pulled,

    /// <summary>The registry cannot be reached.</summary>
    RegistryUnreachable,

    /// <summary>Pulling the image never ends.</summary>
    Pulling,
}
