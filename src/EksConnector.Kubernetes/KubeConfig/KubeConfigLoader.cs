using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// Loads the clusters of a source: a server address, a text, or files. Without a source, it searches in the same order as kubectl:
/// <c>KUBECONFIG</c>, <c>~/.kube/config</c>, and the service account of a Pod.
/// </summary>
internal static class KubeConfigLoader
{
    private const string Variable = "KUBECONFIG";
    private const string TextName = "-KubeConfigText";

    /// <summary>Loads a source, without network requests and without reading credentials.</summary>
    /// <param name="source">The source.</param>
    /// <param name="log">The log for warnings.</param>
    /// <returns>The clusters.</returns>
    /// <exception cref="EksConnectorException">The source does not exist or cannot be read.</exception>
    public static KubeConfigSnapshot Load(ConnectionSource source, IOperationLog log) => Load(source, log, KubeConfigEnvironment.Default);

    public static KubeConfigSnapshot Load(ConnectionSource source, IOperationLog log, KubeConfigEnvironment environment)
    {
        // Computed before the file is read: if it changes in between, it is read once too often instead of not at all.
        string key = GetFreshnessKey(source, environment);
        if (source.Server is not null)
        {
            return ExplicitServer.Load(source, BasePathOf(source), environment, key);
        }

        if (source.KubeConfigText is not null)
        {
            if (string.IsNullOrWhiteSpace(source.KubeConfigText.Reveal()))
            {
                throw KubeConfigErrors.EmptyText();
            }

            return Resolve(KubeConfigFile.Parse(source.KubeConfigText.Reveal(), TextName, BasePathOf(source), log), key);
        }

        if (source.KubeConfigPaths.Count > 0)
        {
            return Resolve(ReadSpecifiedFiles(source, log, environment), key);
        }

        return environment.Variable(Variable) is { Length: > 0 } list
            ? Resolve(ReadEnvironmentFiles(list, source, log), key)
            : LoadDefault(log, environment, key);
    }

    /// <summary>Returns the current key of a source, which shows whether a snapshot is up to date.</summary>
    /// <param name="source">The source.</param>
    /// <returns>The key; see <see cref="KubeConfigSnapshot.FreshnessKey"/>.</returns>
    public static string GetFreshnessKey(ConnectionSource source) => GetFreshnessKey(source, KubeConfigEnvironment.Default);

    public static string GetFreshnessKey(ConnectionSource source, KubeConfigEnvironment environment)
    {
        if (source.Server is not null)
        {
            string authority = source.CertificateAuthority is null || ExplicitServer.IsPem(source.CertificateAuthority)
                ? Hash(source.CertificateAuthority)
                : FileStamp.Get(FullPath(source.CertificateAuthority, source, environment));
            return $"server|{source.Server}|{Hash(source.Token?.Reveal())}|{authority}";
        }

        if (source.KubeConfigText is not null)
        {
            return $"text|{Hash(source.KubeConfigText.Reveal())}|{BasePathOf(source)}";
        }

        var key = new StringBuilder("files");
        if (source.KubeConfigPaths.Count > 0)
        {
            foreach (string path in source.KubeConfigPaths)
            {
                key.Append('|').Append(FileStamp.Get(FullPath(path, source, environment)));
            }
        }
        else if (environment.Variable(Variable) is { Length: > 0 } list)
        {
            foreach (string path in SplitList(list, source))
            {
                key.Append('|').Append(FileStamp.Get(path));
            }
        }
        else
        {
            key.Append('|').Append(HomeFile(environment) is { } home ? FileStamp.Get(home) : "no home");
            key.Append('|').Append(environment.Variable(ServiceAccount.HostVariable));
            key.Append('|').Append(environment.Variable(ServiceAccount.PortVariable));
        }

        return key.ToString();
    }

    private static KubeConfigDocument ReadSpecifiedFiles(ConnectionSource source, IOperationLog log, KubeConfigEnvironment environment)
    {
        var merged = new KubeConfigDocument();
        foreach (string name in source.KubeConfigPaths)
        {
            string path = FullPath(name, source, environment);
            merged.Merge(KubeConfigFile.Read(path, log) ?? throw NotFound(
                $"The kubeconfig file '{path}' does not exist.", "Correct -KubeConfigPath. A relative path is relative to the current location."));
        }

        return merged;
    }

    private static KubeConfigDocument ReadEnvironmentFiles(string list, ConnectionSource source, IOperationLog log)
    {
        var merged = new KubeConfigDocument();
        int found = 0;
        foreach (string path in SplitList(list, source))
        {
            KubeConfigDocument? document = KubeConfigFile.Read(path, log);
            if (document is null)
            {
                log.Trace($"The file '{path}' in KUBECONFIG does not exist.");
                continue;
            }

            found++;
            merged.Merge(document);
        }

        return found > 0 ? merged : throw NotFound(
            "None of the files in the environment variable KUBECONFIG exists.",
            "Correct or remove KUBECONFIG, or specify a kubeconfig with -KubeConfigPath or -KubeConfigText.");
    }

    private static KubeConfigSnapshot LoadDefault(IOperationLog log, KubeConfigEnvironment environment, string key)
    {
        string? home = HomeFile(environment);
        KubeConfigDocument? document = home is null ? null : KubeConfigFile.Read(home, log);
        if (document is not null)
        {
            return Resolve(document, key);
        }

        return ServiceAccount.TryLoad(environment, key) ?? throw NotFound(
            $"No kubeconfig was found: KUBECONFIG is not set, {(home is null ? "there is no home folder" : $"'{home}' does not exist")}, and this is not a Pod with a service account.",
            "Specify a kubeconfig with -KubeConfigPath or its text with -KubeConfigText, or a cluster with -Server and -Token.");
    }

    private static KubeConfigSnapshot Resolve(KubeConfigDocument document, string key)
    {
        // Like kubectl, a file without a current-context uses the context with an empty name, if there is one.
        var clusters = new ResolvedCluster[document.Contexts.Count];
        for (int i = 0; i < clusters.Length; i++)
        {
            ContextEntry context = document.Contexts[i];
            clusters[i] = new ResolvedCluster(
                context,
                context.Cluster is null ? null : document.Clusters.GetValueOrDefault(context.Cluster),
                context.User is null ? null : document.Users.GetValueOrDefault(context.User),
                string.Equals(context.Name, document.CurrentContext ?? string.Empty, StringComparison.Ordinal));
        }

        return new KubeConfigSnapshot(clusters, document.CurrentContext, key);
    }

    // Like kubectl, skips empty entries and reads duplicates once.
    private static List<string> SplitList(string list, ConnectionSource source)
    {
        var paths = new List<string>();
        foreach (string entry in list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // Go's rule for Windows: quotes protect a separator in a path and are not part of the path.
            string path = Path.GetFullPath(OperatingSystem.IsWindows() ? entry.Replace("\"", string.Empty, StringComparison.Ordinal) : entry, BasePathOf(source));
            if (!paths.Contains(path, StringComparer.Ordinal))
            {
                paths.Add(path);
            }
        }

        return paths;
    }

    private static string? HomeFile(KubeConfigEnvironment environment) =>
        environment.Home is { } home ? Path.GetFullPath(Path.Combine(home, ".kube", "config")) : null;

    internal static string FullPath(string path, ConnectionSource source, KubeConfigEnvironment environment)
    {
        string expanded = path;
        if ((path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal))
            && environment.Home is { } home)
        {
            expanded = home + path[1..];
        }

        try
        {
            return Path.GetFullPath(expanded, BasePathOf(source));
        }
        catch (ArgumentException exception)
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, "A specified path is invalid.", "Correct the path.", exception);
        }
    }

    private static string BasePathOf(ConnectionSource source) => Path.GetFullPath(source.BasePath ?? Environment.CurrentDirectory);

    private static string Hash(string? text) =>
        text is null ? string.Empty : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static EksConnectorException NotFound(string message, string advice) =>
        new(ErrorIds.KubeConfigNotFound, FailureCategory.ObjectNotFound, message, advice);
}
