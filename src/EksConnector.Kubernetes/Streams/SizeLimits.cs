namespace EksConnector.Kubernetes.Streams;

/// <summary>The size limits of responses, which no valid response reaches.</summary>
internal static class SizeLimits
{
    /// <summary>The maximum size of one response in bytes: a page of 500 objects, or a complete list.</summary>
    public const int Response = 64 * 1024 * 1024;

    /// <summary>The maximum size of one watch event in bytes. Objects have at most 1.5 MB in etcd.</summary>
    public const int WatchLine = 8 * 1024 * 1024;

    /// <summary>The maximum size of the body of an error in bytes.</summary>
    public const int Error = 256 * 1024;

    /// <summary>The maximum number of objects in a list, over all pages.</summary>
    public const int ListItems = 100_000;

    /// <summary>The maximum number of pages of a list.</summary>
    public const int ListPages = 1000;
}
