namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>How one run of a container ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Reason">The reason, such as <c>OOMKilled</c>; null where there is none.</param>
/// <param name="Message">What the container runtime says of it, in one line and redacted; null where it says nothing.</param>
/// <param name="At">When it ended (UTC); null where that is not known.</param>
internal sealed record ContainerEnd(int ExitCode, string? Reason, string? Message, DateTimeOffset? At)
{
    /// <summary>Gives it in words.</summary>
    /// <returns>Such as <c>exit code 255 (Error)</c>.</returns>
    public override string ToString() =>
        $"exit code {ExitCode}" + (string.IsNullOrEmpty(Reason) ? string.Empty : $" ({Reason})") + (string.IsNullOrEmpty(Message) ? string.Empty : $": {Message}");
}
