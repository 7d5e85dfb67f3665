namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Creates the errors of kubeconfig files. None of them quotes a value, because any value may be secret.</summary>
internal static class KubeConfigErrors
{
    public static EksConnectorException Invalid(string file, int line, int column, string what, string advice, Exception? cause = null) =>
        new(
            ErrorIds.KubeConfigInvalid,
            FailureCategory.InvalidData,
            $"The kubeconfig '{file}' is invalid: line {line}, column {column}: {what}",
            advice,
            cause);

    public static EksConnectorException Invalid(string file, string what, string advice, Exception? cause = null) =>
        new(ErrorIds.KubeConfigInvalid, FailureCategory.InvalidData, $"The kubeconfig '{file}' cannot be used: {what}", advice, cause);

    public static EksConnectorException WrongType(string file, YamlNode node, string path, string expected) =>
        Invalid(
            file,
            node.Line,
            node.Column,
            $"{path} must be {expected}, but is {Describe(node.Kind)}.",
            node.Kind is YamlNodeKind.Number or YamlNodeKind.Boolean && expected == KubeConfigFields.TextType
                ? "Enclose the value in quotation marks: YAML reads it as a number or as a Boolean (y, n, yes, no, on and off are also Booleans)."
                : $"Correct {path} in the file.");

    /// <summary>Creates the error for a kubeconfig without contexts whose current-context is set.</summary>
    public static EksConnectorException NoContexts(string current) => new(
        ErrorIds.ContextNotFound,
        FailureCategory.ObjectNotFound,
        $"The current-context '{current}' does not exist, because the kubeconfig has no contexts.",
        "Add the context (kubectl config set-context), or get the kubeconfig again.")
    {
        Target = current,
    };

    /// <summary>Creates the error for a context that cannot be used although the file is valid.</summary>
    public static EksConnectorException Unusable(ResolvedCluster cluster, string what, string advice) =>
        new(
            ErrorIds.KubeConfigInvalid,
            FailureCategory.InvalidData,
            $"The context '{cluster.Context}' cannot be used: {what}",
            advice)
        {
            Target = cluster.Context,
        };

    private static string Describe(YamlNodeKind kind) => kind switch
    {
        YamlNodeKind.Null => "empty",
        YamlNodeKind.Boolean => "a Boolean",
        YamlNodeKind.Number => "a number",
        YamlNodeKind.Sequence => "a list",
        YamlNodeKind.Mapping => "a map",
        _ => "a string",
    };

    /// <summary>Creates the error for an empty -KubeConfigText.</summary>
    public static EksConnectorException EmptyText() => new(
        ErrorIds.KubeConfigInvalid,
        FailureCategory.InvalidData,
        "The text in -KubeConfigText is empty.",
        "Check the source of the text, such as a variable that is not set or an empty file.");
}
