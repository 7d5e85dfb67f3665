using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Parses a kubeconfig. It accepts and rejects the same files as kubectl.</summary>
internal static class KubeConfigParser
{
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    /// <summary>Parses a kubeconfig.</summary>
    /// <param name="text">The text, YAML or JSON.</param>
    /// <param name="file">The name of the text in error messages.</param>
    /// <param name="folder">The folder that relative paths are resolved against.</param>
    /// <param name="log">The log for warnings.</param>
    /// <returns>The content; an empty document for an empty text.</returns>
    public static KubeConfigDocument Parse(string text, string file, string folder, IOperationLog log)
    {
        var root = new KubeConfigFields(file, YamlDocumentReader.Read(text, file, log));
        RequireConfig(root);
        var document = new KubeConfigDocument { CurrentContext = NullIfEmpty(root.Text("current-context")) };
        ReadContexts(root, document);
        ReadClusters(root, document, folder);
        ReadUsers(root, document, folder);
        ValidateUnusedFields(root);
        return document;
    }

    private static void RequireConfig(KubeConfigFields root)
    {
        if (NullIfEmpty(root.Text("kind")) is not (null or "Config"))
        {
            throw Unknown(root, "kind", "Config");
        }

        if (NullIfEmpty(root.Text("apiVersion")) is not (null or "v1"))
        {
            throw Unknown(root, "apiVersion", "v1");
        }
    }

    private static EksConnectorException Unknown(KubeConfigFields root, string key, string expected)
    {
        YamlNode node = root.Node(key)!;
        return KubeConfigErrors.Invalid(
            root.File,
            node.Line,
            node.Column,
            $"{key} is not {expected}, so the file is not a kubeconfig.",
            "Specify a kubeconfig file. This file may be a Kubernetes manifest.");
    }

    private static void ReadContexts(KubeConfigFields root, KubeConfigDocument document)
    {
        IReadOnlyList<YamlNode> items = root.Items("contexts");
        var names = new HashSet<string>(items.Count, StringComparer.Ordinal);
        for (int i = 0; i < items.Count; i++)
        {
            KubeConfigFields item = root.Item("contexts", items, i);
            KubeConfigFields context = item.Map("context");
            CheckExtensions(context);
            var entry = new ContextEntry
            {
                Name = item.Text("name") ?? string.Empty,
                Cluster = NullIfEmpty(context.Text("cluster")),
                User = NullIfEmpty(context.Text("user")),
                Namespace = NullIfEmpty(context.Text("namespace")),
            };
            if (!names.Add(entry.Name))
            {
                throw Duplicate(item, items[i]);
            }

            document.Contexts.Add(entry);
        }
    }

    private static void ReadClusters(KubeConfigFields root, KubeConfigDocument document, string folder)
    {
        IReadOnlyList<YamlNode> items = root.Items("clusters");
        for (int i = 0; i < items.Count; i++)
        {
            KubeConfigFields item = root.Item("clusters", items, i);
            KubeConfigFields cluster = item.Map("cluster");
            var entry = new ClusterEntry
            {
                Name = item.Text("name") ?? string.Empty,
                Server = NullIfEmpty(cluster.SingleLine("server")),
                TlsServerName = NullIfEmpty(cluster.SingleLine("tls-server-name")),
                InsecureSkipTlsVerify = cluster.Boolean("insecure-skip-tls-verify"),
                CertificateAuthority = ResolvePath(cluster.Text("certificate-authority"), folder),
                CertificateAuthorityData = cluster.Bytes("certificate-authority-data"),
                ProxyUrl = NullIfEmpty(cluster.SingleLine("proxy-url")),
                DisableCompression = cluster.Boolean("disable-compression"),
                ExecConfigJson = FindExecConfig(cluster),

                // Must be last, because it depends on the fields above.
                HeaderFault = cluster.HeaderFault,
            };
            if (!document.Clusters.TryAdd(entry.Name, entry))
            {
                throw Duplicate(item, items[i]);
            }
        }
    }

    private static void ReadUsers(KubeConfigFields root, KubeConfigDocument document, string folder)
    {
        IReadOnlyList<YamlNode> items = root.Items("users");
        for (int i = 0; i < items.Count; i++)
        {
            KubeConfigFields item = root.Item("users", items, i);
            KubeConfigFields user = item.Map("user");
            KubeConfigFields provider = user.Map("auth-provider");
            CheckExtensions(user);
            var entry = new UserEntry
            {
                Name = item.Text("name") ?? string.Empty,
                ClientCertificate = ResolvePath(user.Text("client-certificate"), folder),
                ClientCertificateData = user.Bytes("client-certificate-data"),
                ClientKey = ResolvePath(user.Text("client-key"), folder),
                ClientKeyData = user.Bytes("client-key-data"),
                Token = user.Token("token"),
                TokenFile = ResolvePath(user.Text("tokenFile"), folder),
                Username = NullIfEmpty(user.SingleLine("username")),
                Password = user.SingleLine("password") is { Length: > 0 } password ? new SecretText(password) : null,
                AuthProvider = provider.Exists ? provider.Text("name") ?? string.Empty : null,
                Exec = ReadExec(user.Map("exec"), folder),
                Impersonate = NullIfEmpty(user.HeaderValue("as")),
                ImpersonateUid = NullIfEmpty(user.HeaderValue("as-uid")),
                ImpersonateGroups = user.HeaderValues("as-groups"),
                ImpersonateExtra = user.HeaderValueLists("as-user-extra"),

                // Must be last, because it depends on the fields above.
                HeaderFault = user.HeaderFault,
            };
            if (!document.Users.TryAdd(entry.Name, entry))
            {
                throw Duplicate(item, items[i]);
            }
        }
    }

    private static ExecEntry? ReadExec(KubeConfigFields exec, string folder)
    {
        if (!exec.Exists)
        {
            return null;
        }

        string? command = NullIfEmpty(exec.Text("command"));
        string? apiVersion = NullIfEmpty(exec.Text("apiVersion"));
        string? interactiveMode = NullIfEmpty(exec.Text("interactiveMode"));
        if (interactiveMode is null && apiVersion is not null && !apiVersion.EndsWith("/v1", StringComparison.Ordinal))
        {
            // Only v1 requires the field; earlier versions behaved like this.
            interactiveMode = "IfAvailable";
        }

        return new ExecEntry
        {
            Command = command is not null && HasSeparator(command) ? ResolvePath(command, folder) : command,
            Arguments = exec.Texts("args"),
            Environment = ReadVariables(exec),
            ApiVersion = apiVersion,
            InstallHint = NullIfEmpty(exec.Text("installHint")),
            ProvideClusterInfo = exec.Boolean("provideClusterInfo"),
            InteractiveMode = interactiveMode,
        };
    }

    private static KeyValuePair<string, string>[] ReadVariables(KubeConfigFields exec)
    {
        IReadOnlyList<YamlNode> items = exec.Items("env");
        var variables = new KeyValuePair<string, string>[items.Count];
        for (int i = 0; i < variables.Length; i++)
        {
            KubeConfigFields variable = exec.Item("env", items, i);
            variables[i] = new(variable.Text("name") ?? string.Empty, variable.Text("value") ?? string.Empty);
        }

        return variables;
    }

    private static string? FindExecConfig(KubeConfigFields cluster)
    {
        string? json = null;
        IReadOnlyList<YamlNode> items = cluster.Items("extensions");
        for (int i = 0; i < items.Count; i++)
        {
            KubeConfigFields item = cluster.Item("extensions", items, i);
            if (string.Equals(item.Text("name"), ExecExtension, StringComparison.Ordinal) && item.Node("extension") is { } extension)
            {
                json = YamlJson.Write(extension, cluster.File);
            }
        }

        return json;
    }

    // The fields are not used, but kubectl rejects a file in which their types are wrong.
    private static void ValidateUnusedFields(KubeConfigFields root)
    {
        KubeConfigFields preferences = root.Map("preferences");
        _ = preferences.Boolean("colors");
        CheckExtensions(preferences);
        CheckExtensions(root);
    }

    private static void CheckExtensions(KubeConfigFields owner)
    {
        IReadOnlyList<YamlNode> items = owner.Items("extensions");
        for (int i = 0; i < items.Count; i++)
        {
            _ = owner.Item("extensions", items, i).Text("name");
        }
    }

    private static EksConnectorException Duplicate(KubeConfigFields item, YamlNode node) =>
        KubeConfigErrors.Invalid(
            item.File,
            node.Line,
            node.Column,
            $"{item.Path} has the same name as an earlier entry.",
            "Rename or remove one of the entries. kubectl also rejects the file.");

    private static bool HasSeparator(string command) =>
        command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || command.Contains(Path.AltDirectorySeparatorChar, StringComparison.Ordinal);

    private static string? ResolvePath(string? path, string folder) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path, folder);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
