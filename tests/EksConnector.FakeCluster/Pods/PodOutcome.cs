namespace EksConnector.FakeCluster;

/// <summary>What becomes of a Pod that a client creates.</summary>
public enum PodOutcome
{
    /// <summary>Its containers run their commands and end.</summary>
    Runs,

    /// <summary>No node fits.</summary>
    Unschedulable,

    /// <summary>The registry does not have the image.</summary>
    ImageMissing,

    /// <summary>Its containers run after the image was pulled.</summary>
    Pulled,

    /// <summary>The registry cannot be reached.</summary>
    RegistryUnreachable,

    /// <summary>The image is pulled for ever.</summary>
    Pulling,
}
