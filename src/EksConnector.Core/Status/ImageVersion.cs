namespace EksConnector.Core.Status;

/// <summary>Reads the version from the tag of an image reference, regardless of the registry.</summary>
internal static class ImageVersion
{
    /// <summary>The last segment of the repository name of the connector.</summary>
    public const string Connector = "eks-connector";

    /// <summary>The last segment of the repository name of the SSM Agent.</summary>
    public const string Agent = "amazon-ssm-agent";

    /// <summary>Returns the tag of the first image whose repository ends with the name; null if there is no such image or tag.</summary>
    public static string? Of(IEnumerable<string> images, string name)
    {
        foreach (string image in images)
        {
            string reference = image.Split('@')[0];
            string lastPart = reference[(reference.LastIndexOf('/') + 1)..];
            int colon = lastPart.IndexOf(':', StringComparison.Ordinal);
            string repository = colon < 0 ? lastPart : lastPart[..colon];
            if (repository == name)
            {
                return colon < 0 ? null : lastPart[(colon + 1)..];
            }
        }

        return null;
    }
}
