namespace EksConnector.Core.Status;

/// <summary>Reads the version out of an image reference: its tag, from whatever registry it was mirrored to.</summary>
internal static class ImageVersion
{
    /// <summary>The last part of the connector's repository.</summary>
    public const string Connector = "eks-connector";

    /// <summary>The last part of the SSM agent's repository.</summary>
    public const string Agent = "amazon-ssm-agent";

    /// <summary>The tag of the first image whose repository ends in the name; null where there is none.</summary>
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
