namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Makes the errors of kubeconfig files. None of them quotes a value: any value may be a secret.</summary>
internal static class KubeConfigErrors
{
    public static EksConnectorException Invalid(string file, int line, int column, string what, string advice, Exception? cause = null) =>
        new(
            ErrorIds.KubeConfigInvalid,
            FailureCategory.InvalidData,
            $"The kubeconfig {file} cannot be used: line {line}, column {column}: {what}",
            advice,
            cause);

    public static EksConnectorException Invalid(string file, string what, string advice, Exception? cause = null) =>
        new(ErrorIds.KubeConfigInvalid, FailureCategory.InvalidData, $"The kubeconfig {file} cannot be used: {what}", advice, cause);

    public static EksConnectorException WrongType(string file, YamlNode node, string path, string expected) =>
        Invalid(
            file,
            node.Line,
            node.Column,
            $"{path} has to be {expected}, and is {Describe(node.Kind)}.",
            node.Kind is YamlNodeKind.Number or YamlNodeKind.Boolean && expected == KubeConfigFields.TextType
                ? "Put the value in quotes: YAML reads it as a number or as a truth value (so are y, n, yes, no, on and off)."
                : $"Correct {path} in the file.");

    /// <summary>A kubeconfig whose current context is missing, as every other is.</summary>
    public static EksConnectorException NoContexts(string current) => new(
        ErrorIds.ContextNotFound,
        FailureCategory.ObjectNotFound,
        $"The kubeconfig has the current-context '{current}', which does not exist: it has no contexts.",
        "Add the context (kubectl config set-context), or fetch the kubeconfig again.")
    {
        Target = current,
    };

    /// <summary>A context that cannot be connected to, although the file as a whole can be read.</summary>
    public static EksConnectorException Unusable(ResolvedCluster cluster, string what, string advice) =>
        new(
            ErrorIds.KubeConfigInvalid,
            FailureCategory.InvalidData,
            $"The context {cluster.Context} cannot be used: {what}",
            advice)
        {
            Target = cluster.Context,
        };

    private static string Describe(YamlNodeKind kind) => kind switch
    {
        YamlNodeKind.Null => "empty",
        YamlNodeKind.Boolean => "a truth value",
        YamlNodeKind.Number => "a number",
        YamlNodeKind.Sequence => "a list",
        YamlNodeKind.Mapping => "a map",
        _ => "a text",
    };

    /// <summary>The kubeconfig that was given as text has none.</summary>
    public static EksConnectorException EmptyText() => new(
        ErrorIds.KubeConfigInvalid,
        FailureCategory.InvalidData,
        "The kubeconfig that was given as text is empty.",
        "Look at where the text comes from: a variable that is not set, or a file without content.");
}
