using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What checks need, and why it is not there.</summary>
internal static class Need
{
    public static Unread? Connector(ActivationSnapshot snapshot)
    {
        if (snapshot.Cluster is null)
        {
            return Unread.Kubernetes;
        }

        return snapshot.Cluster.NotInstalled is null ? null : new Unread("the connector is not installed");
    }

    public static Unread? Settings(ActivationSnapshot snapshot)
    {
        if (snapshot.Manifest is { } manifest)
        {
            return manifest.Settings is null ? new Unread("the file has no settings of the connector") : null;
        }

        return Connector(snapshot)
            ?? snapshot.Cluster!.StatefulSetUnread
            ?? (snapshot.Settings is null ? new Unread("the StatefulSet has no container connector-init") : null);
    }

    /// <summary>The code itself: the Secret, or the argument.</summary>
    public static Unread? Code(ActivationSnapshot snapshot)
    {
        if (snapshot.Manifest is { } manifest)
        {
            return Settings(snapshot) ?? (manifest.HasCode ? null : new Unread("the file has no place for the code; it is given on the command line of helm"));
        }

        return Connector(snapshot)
            ?? snapshot.Cluster!.ActivationSecret.Unread
            ?? (snapshot.Cluster.ActivationSecret.Code is null ? new Unread("the Secret is not there") : null);
    }

    /// <summary>The code, where there is one that is not a placeholder.</summary>
    public static Unread? RealCode(ActivationSnapshot snapshot)
    {
        if (Code(snapshot) is { } why)
        {
            return why;
        }

        ActivationCodeFacts code = CodeOf(snapshot);
        return code.IsThere && code.Placeholder is null && !code.IsNotEncoded ? null : new Unread("there is no code to look at");
    }

    public static ActivationCodeFacts CodeOf(ActivationSnapshot snapshot) =>
        (snapshot.Manifest is null ? snapshot.Cluster?.ActivationSecret.Code : snapshot.Settings?.Code) ?? ActivationCodeFacts.OfPlain(code: null);

    public static Unread? Aws(ActivationSnapshot snapshot)
    {
        if (snapshot.Aws is null)
        {
            return Unread.Aws;
        }

        return snapshot.Aws is { Region: null, Failure: { } failure } ? new Unread(OneLine.Of(failure.Message).TrimEnd('.'), OneLine.Of(failure.RecommendedAction)) : null;
    }

    /// <summary>An answer of EKS, if only that there is no such cluster.</summary>
    public static Unread? EksAnswer(ActivationSnapshot snapshot) => Aws(snapshot) ?? Trim(snapshot.Aws!.ClusterUnread);

    /// <summary>The connected cluster as EKS has it.</summary>
    public static Unread? EksCluster(ActivationSnapshot snapshot) =>
        EksAnswer(snapshot) ?? (snapshot.Eks is null ? new Unread("EKS has no such connected cluster") : null);

    /// <summary>An answer of Systems Manager about the activation, if only that there is none.</summary>
    public static Unread? SsmAnswer(ActivationSnapshot snapshot) => Aws(snapshot) ?? Trim(snapshot.Aws!.ActivationUnread);

    public static Unread? Instances(ActivationSnapshot snapshot) =>
        Aws(snapshot) ?? Trim(snapshot.Aws!.InstancesUnread) ?? (snapshot.Aws.Instances is null ? new Unread("Systems Manager was not asked") : null);

    /// <summary>Where the settings stand.</summary>
    public static string Where(ActivationSnapshot snapshot) => snapshot.Settings?.Where ?? "the StatefulSet";

    // It stands in a sentence that has its own full stop.
    private static Unread? Trim(Unread? why) => why is null ? null : why with { Why = why.Why.TrimEnd('.') };
}
