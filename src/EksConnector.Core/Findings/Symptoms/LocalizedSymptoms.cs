namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in non-English texts of the console and the documentation, recognized by their untranslated parts.</summary>
internal static class LocalizedSymptoms
{
    // Texts that indicate JSON, YAML or English with the same names.
    private static readonly string[] s_notProse = ["apiVersion", "\"kind\"", "\"verb", "is forbidden", "cannot", "can't", " the "];

    // "Console error" in German, French, Spanish, Italian, Portuguese, Japanese, Korean, and Chinese.
    private static readonly string[] s_consoleError =
        ["Konsolenfehler", "Erreur de console", "Erreur de la console", "Error de consola", "Error de la consola", "Errore della console", "Errore console", "Erro do console", "Erro no console", "コンソールエラー", "コンソールのエラー", "콘솔 오류", "控制台错误", "控制台錯誤", "主控台錯誤"];

    private static readonly string[] s_forbidden =
        ["ist verboten", "ist nicht zulässig", "est interdit", "está prohibido", "è vietato", "é proibido", "está proibido", "は禁止", "금지", "被禁止", "禁止"];

    private static readonly string[] s_pending = ["Pending", "Ausstehend", "En attente", "Pendiente", "In sospeso", "Pendente", "保留中", "대기", "待处理", "等待", "待定"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        new(FindingCodes.ImpersonationMissing, "\"system:serviceaccount:eks-connector:eks-connector\"", "\"users\"") { Without = s_notProse },
        new(FindingCodes.EksClusterDisconnected, "Amazon EKS", "Kubernetes", "API", "ACTIVE") { Without = [.. s_notProse, "activation", "image", "interactive"] },
        .. s_forbidden.Select(text => new Symptom(FindingCodes.ReadAccessMissing, "[...]" + text)),
        .. s_consoleError.SelectMany(error => s_pending.Select(pending => new Symptom(FindingCodes.EksClusterPending, error, pending))),
    ];
}
