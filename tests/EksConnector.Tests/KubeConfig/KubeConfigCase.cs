using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.KubeConfig;
using YamlDotNet.RepresentationModel;
using YamlNode = YamlDotNet.RepresentationModel.YamlNode;

namespace EksConnector.Tests.KubeConfig;

/// <summary>A folder of Data/KubeConfigCases: files, and the expected result (expect.yaml).</summary>
internal sealed class KubeConfigCase
{
    private readonly YamlMappingNode _expect;

    private KubeConfigCase(string name)
    {
        Name = name;
        Folder = Path.Combine(Root, name);
        var yaml = new YamlStream();
        using StreamReader reader = File.OpenText(Path.Combine(Folder, "expect.yaml"));
        yaml.Load(reader);
        _expect = (YamlMappingNode)yaml.Documents[0].RootNode;
        Files = Has("files") ? Sequence("files").Select(Text).ToArray() : ["config"];
    }

    public static string Root => Path.Combine(AppContext.BaseDirectory, "Data", "KubeConfigCases");

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The files in order, relative to the folder.</summary>
    public string[] Files { get; }

    /// <summary>Whether the files are specified in KUBECONFIG, and not as separate paths.</summary>
    public bool IsListed => Field("listed") == "true";

    public string? Error => Field("error");

    /// <summary>The line and column of the error.</summary>
    public string? At => Field("at");

    /// <summary>The path of the field that the error must name.</summary>
    public string? ErrorField => Field("field");

    public string? Warning => Field("warns");

    public string? Current => Field("current");

    /// <summary>The result of kubectl if it differs: <c>fails</c> or <c>empty</c>.</summary>
    public string? Kubectl => Field("kubectl");

    public IReadOnlyList<ExpectedContext> Contexts => Sequence("contexts").Select(node => new ExpectedContext((YamlMappingNode)node)).ToArray();

    public static KubeConfigCase Read(string name) => new(name);

    public static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public KubeConfigSnapshot Load(RecordingLog log) => IsListed
        ? KubeConfigLoader.Load(
            new ConnectionSource { BasePath = Folder },
            log,
            new KubeConfigEnvironment { Variable = name => name == "KUBECONFIG" ? string.Join(Path.PathSeparator, Files) : null })
        : KubeConfigLoader.Load(new ConnectionSource { BasePath = Folder, KubeConfigPaths = Files }, log);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? string.Empty;

    private bool Has(string key) => _expect.Children.ContainsKey(new YamlScalarNode(key));

    private string? Field(string key) => Has(key) ? Text(_expect[key]) : null;

    private YamlSequenceNode Sequence(string key) => (YamlSequenceNode)_expect[key];

    /// <summary>The expectations for a context; missing fields are not checked.</summary>
    internal sealed class ExpectedContext(YamlMappingNode node)
    {
        public string Name => Field("name")!;

        public string? Server => Field("server");

        public string? Namespace => Field("namespace");

        /// <summary>The kind of credentials; see <see cref="UserKinds"/>.</summary>
        public string? User => Field("user");

        public string? As => Field("as");

        public bool IsInsecure => Field("insecure") == "true";

        /// <summary>The error when connecting; null if there is none before the first request.</summary>
        public string? Connect => Field("connect");

        /// <summary>A part of the message of this error.</summary>
        public string? ErrorMessage => Field("says");

        public IEnumerable<KeyValuePair<string, string>> Paths => node.Children.TryGetValue(new YamlScalarNode("paths"), out YamlNode? paths)
            ? ((YamlMappingNode)paths).Children.Select(pair => KeyValuePair.Create(Text(pair.Key), Text(pair.Value)))
            : [];

        private string? Field(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? Text(value) : null;
    }
}
