namespace EksConnector.Kubernetes.Streams;

/// <summary>The sizes that no honest answer reaches; what is longer is not read.</summary>
internal static class AnswerSizes
{
    /// <summary>The bytes of one answer: a page of 500 objects, or a list in one piece.</summary>
    public const int Answer = 64 * 1024 * 1024;

    /// <summary>The bytes of one event of a watch. An object has 1.5 MB at most where it is stored.</summary>
    public const int WatchLine = 8 * 1024 * 1024;

    /// <summary>The bytes of an error's body.</summary>
    public const int Error = 256 * 1024;

    /// <summary>The objects of a list in all its pages.</summary>
    public const int ListItems = 100_000;

    /// <summary>The pages of a list.</summary>
    public const int ListPages = 1000;
}
